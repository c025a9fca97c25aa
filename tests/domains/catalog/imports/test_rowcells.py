"""Cells read as their kind, with a fault where they can't be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.domains.catalog.imports.rows import cells_of, reading_of
from theriac.core.tables.cells import Cell, Row
from theriac.domains.catalog.imports.faults import RowFault
from theriac.domains.catalog.imports.mapping import Mapping
from theriac.domains.catalog.imports.products.fields import PRODUCT_FIELDS
from theriac.domains.catalog.imports.rowcells import RowCells, join_codes
from theriac.domains.stock.imports.fields import STOCK_FIELDS


def fault(code: str, content: str, **params: str | int) -> RowFault:
    return RowFault("", content, code, params)


def faults_of(cells: RowCells) -> list[tuple[str, str, str]]:
    return [(one.column, one.content, one.code) for one in cells.faults]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Oralit  ", "Oralit"),
        ("-", ""),
        ("\u2014", ""),
        ("", ""),
        ("null", "null"),
        ("Vit.  C", "Vit.  C"),
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        (Decimal("12.50"), "12.5"),
        (date(2027, 1, 2), "2027-01-02"),
        ("田中さん", "田中さん"),
    ],
)
def test_text(cell: Cell, text: str) -> None:
    assert cells_of({"name": cell}).text("name") == text


@pytest.mark.parametrize(
    ("code", "cell", "kept", "kind"),
    [
        ("name", "a\0b", "", "nul"),
        ("name", "=1+1", "=1+1", "formula"),
        ("name", "@SUM(A1)", "@SUM(A1)", "formula"),
        ("name", "x" * 201, "x" * 200, "cut"),
        ("code", "x" * 121, "", "too_long"),
        ("base_unit", "x" * 25, "x" * 24, "cut"),
    ],
)
def test_text_that_wants_a_word(code: str, cell: str, kept: str, kind: str) -> None:
    cells = cells_of({code: cell})
    assert cells.text(code) == kept
    assert [one.code for one in cells.faults] == [kind]
    assert "\0" not in cells.faults[0].content


def test_several_columns_become_one_text() -> None:
    names = ("a", "b", "c")
    mapping = Mapping(columns={"substance": names})
    cells = RowCells(mapping.reading(PRODUCT_FIELDS, names, "INR"), Row(2, ("X 5mg ", "", " Y")))
    assert cells.text("substance") == "X 5mg + Y"


@pytest.mark.parametrize(
    ("cell", "amount", "kind"),
    [
        ("12.500", 12_500, ""),
        ("", None, ""),
        ("n/a", None, ""),
        ("-", None, ""),
        ("12,5OO", None, "letter_o"),
        ("l2.500", None, "letter_l"),
        ("on request", None, "letters"),
        ("12.50", None, "separators"),
        ("12,50", None, "decimals"),
        ("-5", None, "negative"),
        ("9" * 18, None, "too_large"),
        (Decimal(12_500), 12_500, ""),
        ("'-5", None, "negative"),
    ],
)
def test_money(cell: Cell, amount: int | None, kind: str) -> None:
    cells = cells_of({"price": cell}, numbers="1.234,56")
    assert cells.money("price") == amount
    assert [one.code for one in cells.faults] == ([kind] if kind else [])


def test_a_fault_shows_how_a_number_is_written_here() -> None:
    cells = cells_of({"price": "12.50"}, numbers="1.234,56")
    cells.money("price")
    assert cells.faults == [
        RowFault("price", "12.50", "separators", {"example": "12.500", "style": "1.234,56"})
    ]
    rupees = cells_of({"price": "1O"}, numbers="1,234.56", currency="INR")
    rupees.money("price")
    assert rupees.faults[0].params == {"example": "12,500.00", "style": "1,234.56"}


def test_a_whole_number_has_no_decimals() -> None:
    cells = cells_of({"pack_size": "2.5"}, numbers="1,234.56")
    assert cells.whole("pack_size") is None
    assert faults_of(cells) == [("pack_size", "2.5", "not_whole")]


@pytest.mark.parametrize(
    ("cell", "day", "kind", "params"),
    [
        ("02/2027", date(2027, 2, 28), "", {}),
        ("31/02/2027", None, "no_day", {"day": 31, "month": 2, "example": "02/2027"}),
        ("13/2027", None, "no_month", {"month": 13}),
        ("soon", None, "day_unread", {}),
        ("", None, "", {}),
    ],
)
def test_days(cell: str, day: date | None, kind: str, params: dict[str, Any]) -> None:
    cells = cells_of({"expiry": cell}, fields=STOCK_FIELDS)
    assert cells.day("expiry") == day
    assert [(one.code, one.params) for one in cells.faults] == ([(kind, params)] if kind else [])


@pytest.mark.parametrize(
    ("cell", "flag", "kind"),
    [("yes", True, ""), ("TIDAK", False, ""), ("", None, ""), ("perhaps", None, "choice_unknown")],
)
def test_yes_and_no(cell: str, flag: bool | None, kind: str) -> None:
    cells = cells_of({"discontinued": cell})
    assert cells.flag("discontinued") is flag
    assert [one.code for one in cells.faults] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("4006381333931", ("4006381333931",)),
        (" 4006381333931, 4006381333931 ", ("4006381333931",)),
        ("4006381333931 96385074", ("4006381333931", "96385074")),
        ("RAK-7 | RAK-8", ("RAK-7", "RAK-8")),
        ("two words", ("two words",)),
        ("a\\|b|c\\\\d", ("a|b", "c\\d")),
        (Decimal(4006381333931), ("4006381333931",)),
        (Decimal(12345670), ("12345670",)),
        (Decimal(614141999996), ("614141999996",)),
        (Decimal(36000291452), ("036000291452",)),
        ("'=A1", ("=A1",)),
        ("", ()),
        ("-", ()),
    ],
)
def test_barcodes(cell: Cell, codes: tuple[str, ...]) -> None:
    cells = cells_of({"barcode": cell})
    assert (cells.codes("barcode"), cells.faults) == (codes, [])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("0200000001235", "check_digit"), ("x" * 61, "barcode_long"), ("1\0", "nul")],
)
def test_barcodes_that_cant_be_taken(cell: str, kind: str) -> None:
    cells = cells_of({"barcode": cell})
    assert (cells.codes("barcode"), [one.code for one in cells.faults]) == ((), [kind])


@pytest.mark.parametrize("codes", [["a"], ["a|b", "c\\"], ["x\\|y", "z"], []])
def test_joined_barcodes_come_apart_again(codes: list[str]) -> None:
    cells = cells_of({"barcode": join_codes(codes)})
    assert list(cells.codes("barcode")) == codes


@pytest.mark.parametrize("read", [RowCells.money, RowCells.whole, RowCells.text, RowCells.day])
def test_a_field_without_a_column_is_empty(read: Callable[[RowCells, str], object]) -> None:
    cells = RowCells(reading_of(["name"]), Row(2, ()))
    assert (read(cells, "price") or None, cells.faults) == (None, [])
