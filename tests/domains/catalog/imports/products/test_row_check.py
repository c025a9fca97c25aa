"""A row of products, checked alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.domains.catalog.imports.rows import DEFAULTS, reading_of
from theriac.core.tables.cells import Cell, Row
from theriac.countries.registry import profile_for
from theriac.domains.catalog.imports.mapping import Mapping as ColumnMapping
from theriac.domains.catalog.imports.products.row_check import (
    CheckedProduct,
    ProductCheck,
    main_columns,
    named_key,
)
from theriac.domains.catalog.imports.products.seen_rows import SeenRows


def check(told: Mapping[str, Cell], country: str = "id", **ways: Any) -> CheckedProduct:
    reading = reading_of(list(told), numbers="1.234,56")
    mapping = ColumnMapping(columns={}, **{"defaults": DEFAULTS, **ways})
    checker = ProductCheck(mapping, reading, profile_for(country), main_columns(reading))
    return checker.check(Row(7, tuple(told.values())))


def faults(product: CheckedProduct) -> list[tuple[str, str, str]]:
    return [(one.column, one.content, one.code) for one in product.faults]


def test_what_stands_in_the_row_is_given_and_nothing_else() -> None:
    product = check(
        {"name": " Oralit ", "manufacturer": "Bintang", "strength": "", "legal_class": "Obat bebas"}
    )
    assert product.given == {"name": "Oralit", "manufacturer": "Bintang", "legal_class": "bebas"}
    assert (product.number, product.faults, product.left_out) == (7, [], False)


@pytest.mark.parametrize("name", ["", "  ", "-", "\u2013"])
def test_a_row_has_a_name(name: str) -> None:
    product = check({"name": name, "code": "A"})
    assert faults(product) == [("name", name.strip(), "name_empty")]
    assert product.left_out


def test_a_name_with_nul_is_named_once() -> None:
    assert faults(check({"name": "a\0b"})) == [("name", "a\u2400b", "nul")]


@pytest.mark.parametrize(
    ("written", "ways", "given", "fault"),
    [
        ("keras", {}, "keras", []),
        ("Daftar G", {}, "keras", []),
        ("Obat Umum", {"values": {"legal_class": {"obat umum": "bebas"}}}, "bebas", []),
        ("Obat Umum", {}, None, [("legal_class", "Obat Umum", "class_unknown")]),
        ("Obat Umum", {"defaults": {}}, None, [("legal_class", "Obat Umum", "class_missing")]),
        ("", {}, None, []),
    ],
)
def test_a_legal_class_is_the_countrys(
    written: str, ways: dict[str, Any], given: str | None, fault: list[tuple[str, str, str]]
) -> None:
    product = check({"name": "X", "legal_class": written}, **ways)
    assert (product.given.get("legal_class"), faults(product)) == (given, fault)


def test_a_tax_class_is_the_countrys() -> None:
    assert check({"name": "X", "tax_class": "No PPN"}).given["tax_class"] == "exempt"
    unknown = check({"name": "X", "tax_class": "luxury"})
    assert [(one.code, one.params["taken"]) for one in unknown.faults] == [
        ("class_unknown", "standard")
    ]


@pytest.mark.parametrize(
    ("told", "gone", "status"),
    [
        ({"discontinued": "TRUE"}, True, None),
        ({"discontinued": "FALSE"}, False, None),
        ({"status": "Blocked"}, None, "blocked"),
        ({"status": ""}, None, None),
    ],
)
def test_whether_it_is_still_made(
    told: dict[str, Cell], gone: bool | None, status: str | None
) -> None:
    product = check({"name": "X", **told})
    assert (product.gone, product.given.get("status")) == (gone, status)


@pytest.mark.parametrize(
    ("told", "ceiling", "codes"),
    [
        ({"ceiling": "1.050"}, (1_050, 1), []),
        ({"ceiling": "10.500", "ceiling_units": "10"}, (10_500, 10), []),
        ({"ceiling": "10.500", "ceiling_units": "0"}, None, ["size_zero"]),
        ({"ceiling": ""}, None, []),
    ],
)
def test_a_ceiling_is_for_so_many_units(
    told: dict[str, Cell], ceiling: tuple[int, int] | None, codes: list[str]
) -> None:
    product = check({"name": "X", **told})
    assert (product.ceiling, [one.code for one in product.faults]) == (ceiling, codes)


def test_a_row_is_known_by_what_the_mapping_declares() -> None:
    told = {"name": "Oralit", "manufacturer": "Bintang", "code": "a1", "barcode": "96385074"}
    by_name = named_key(["oralit", "BINTANG "])
    assert check(told, identity="name").key.named == by_name
    assert check(told, identity="code").key.code == "a1"
    assert check(told, identity="barcode").key.barcodes == ("00000096385074",)
    bare = {**told, "code": "", "barcode": ""}
    assert check(bare, identity="code").key.named == by_name
    assert check(bare, identity="barcode").key.named == by_name


def test_names_are_the_same_whatever_case_accents_and_spaces() -> None:
    assert named_key(["Comprimé  X", "A"]) == named_key(["comprime x", "a "])
    assert named_key(["X", "A"]) != named_key(["XA", ""])


@pytest.mark.parametrize(
    ("first", "second", "identity", "fault"),
    [
        ({"name": "A"}, {"name": "a "}, "name", ("name", "a", "repeated")),
        (
            {"name": "A", "code": "x"},
            {"name": "B", "code": "X"},
            "code",
            ("code", "X", "repeated"),
        ),
        (
            {"name": "A", "code": "x"},
            {"name": "B", "code": "X"},
            "name",
            ("code", "X", "code_repeated"),
        ),
        (
            {"name": "A", "barcode": "96385074"},
            {"name": "B", "barcode": "96385074"},
            "name",
            ("barcode", "00000096385074", "barcode_repeated"),
        ),
        (
            {"name": "A", "barcode": "96385074"},
            {"name": "B", "barcode": "96385074"},
            "barcode",
            ("barcode", "00000096385074", "repeated"),
        ),
    ],
)
def test_the_second_of_two_same_rows_is_told(
    first: dict[str, Cell], second: dict[str, Cell], identity: str, fault: tuple[str, str, str]
) -> None:
    seen = SeenRows()
    rows = [check(first, identity=identity), check(second, identity=identity)]
    rows[1].number = 9
    for row in rows:
        seen.look(row)
    assert [faults(row) for row in rows] == [[], [fault]]
    assert rows[1].faults[0].params == {"row": 7}


def test_a_row_that_is_left_out_stands_in_nobodys_way() -> None:
    seen = SeenRows()
    rows = [
        check({"name": "A", "code": "x", "price": "1O"}, identity="code"),
        check({"name": "A", "code": "x", "price": "10"}, identity="code"),
    ]
    for row in rows:
        seen.look(row)
    assert [row.left_out for row in rows] == [True, False]
