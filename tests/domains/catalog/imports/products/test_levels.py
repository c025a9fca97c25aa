"""A row's packs, from whichever columns tell of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.domains.catalog.imports.rows import cells_of
from theriac.core.tables.cells import Cell
from theriac.domains.catalog.imports.products.levels import Levels, read_levels
from theriac.domains.catalog.imports.rowcells import RowCells


def read(told: Mapping[str, Cell], described: str = "") -> tuple[Levels, RowCells]:
    cells = cells_of(told, numbers="1.234,56")
    return read_levels(cells, described, "piece"), cells


def shape(levels: Levels) -> list[tuple[int, str, bool | None, int | None, tuple[str, ...]]]:
    """The levels as a new product has them."""
    return [
        (one.factor, one.name, one.sold, one.price, (*one.barcodes, *one.loose))
        for one in levels.settled({})
    ]


def test_a_list_with_unit_size_and_pack() -> None:
    levels, cells = read(
        {"base_unit": "TAB", "pack_size": "30", "pack_unit": "BOX", "price": "12.500"}
    )
    assert (levels.base_unit, levels.unit_told, cells.faults) == ("tablet", True, [])
    assert shape(levels) == [(1, "tablet", None, 12_500, ()), (30, "box", None, None, ())]


def test_a_labelled_pack_has_price_and_barcode_and_a_measure_isnt_sold_alone() -> None:
    levels, _cells = read(
        {
            "pack_label": "bottle of 100 ml Syrup",
            "price": "15.000",
            "barcode": "4006381333931",
        }
    )
    assert shape(levels) == [
        (1, "ml", False, None, ()),
        (100, "bottle", None, 15_000, ("04006381333931",)),
    ]


@pytest.mark.parametrize(
    ("label", "described", "packs"),
    [
        ("10's", "Acetazolamide Tablets IP 250mg", [(1, "tablet"), (10, "strip")]),
        ("100's", "Acetazolamide Tablets IP 250mg", [(1, "tablet"), (100, "pack")]),
        ("30's Bottle", "Vitamin Capsules", [(1, "capsule"), (30, "bottle")]),
        ("30g", "Ketoconazole Cream", [(1, "g"), (30, "tube")]),
        ("60 ml", "Paracetamol Syrup", [(1, "ml"), (60, "bottle")]),
        ("60 ml", "Something", [(1, "ml"), (60, "pack")]),
        ("2.5 ml", "Eye Drops", [(1, "bottle")]),
        ("5's", "Something", [(1, "piece"), (5, "pack")]),
        ("", "Cough Syrup", [(1, "bottle")]),
        ("", "Something", [(1, "piece")]),
    ],
)
def test_what_a_label_leaves_open_the_name_tells(
    label: str, described: str, packs: list[tuple[int, str]]
) -> None:
    levels, cells = read({"pack_label": label}, described)
    assert [(one.factor, one.name) for one in levels.ordered] == packs
    assert cells.faults == []


def test_a_guessed_unit_isnt_told() -> None:
    assert read({"pack_label": ""}, "Cough Syrup")[0].unit_told is False
    assert read({"pack_label": "10's"}, "Cough Tablets")[0].unit_told is False
    assert read({"pack_label": "strip of 10 tablets"})[0].unit_told is True


def test_every_level_as_an_export_writes_it() -> None:
    levels, cells = read(
        {
            "base_unit": "tablet",
            "base_sold": "no",
            "base_barcode": "",
            "base_price": "",
            "pack1_name": "strip",
            "pack1_size": "10",
            "pack1_sold": "yes",
            "pack1_barcode": "96385074|RAK",
            "pack1_price": "6.500",
            "pack2_name": "box",
            "pack2_size": "100",
            "pack2_sold": "yes",
            "pack2_barcode": "",
            "pack2_price": "60.000",
            "pack3_name": "",
            "pack3_size": "",
        }
    )
    assert cells.faults == []
    assert shape(levels) == [
        (1, "tablet", False, None, ()),
        (10, "strip", True, 6_500, ("00000096385074", "RAK")),
        (100, "box", True, 60_000, ()),
    ]


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"pack_size": "0"}, ("pack_size", "0", "size_zero")),
        ({"pack_size": "9999999"}, ("pack_size", "9999999", "too_large")),
        ({"pack_size": "1O"}, ("pack_size", "1O", "letter_o")),
        ({"pack1_size": "10", "pack1_name": ""}, ("pack1_size", "10", "pack_nameless")),
        ({"pack1_size": "0", "pack1_name": "strip"}, ("pack1_size", "0", "size_zero")),
        (
            {"pack_label": "strip of 10 tablets", "pack_size": "15"},
            ("pack_size", "15", "packs_unfit"),
        ),
        ({"pack_label": "who knows"}, ("pack_label", "who knows", "pack_unread")),
        ({"price": "0"}, ("price", "0", "price_zero")),
    ],
)
def test_packs_that_cant_be_made_out(told: dict[str, Cell], fault: tuple[str, str, str]) -> None:
    _levels, cells = read(told)
    assert [(one.column, one.content, one.code) for one in cells.faults] == [fault]
