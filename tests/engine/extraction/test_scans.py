"""What recognition loses of a scan without knowing it leaves its row to a person."""

from __future__ import annotations

import pytest

from theriac_engine.extraction.grids import Cell, Column, Grid, GridRow, Spot
from theriac_engine.extraction.lines import lines_of

pytestmark = pytest.mark.rows("PUR-04")
CERTAIN = 0.9
FIELDS = ("product", "unit", "price", "discount_percent")


def sure(*rows: tuple[str, ...]) -> list[bool]:
    """Whether each row of a recognised table is sure; "" is an empty cell."""
    columns = [Column(name, name, 1.0, name) for name in FIELDS]
    made = [
        GridRow({n: Cell(text, Spot(1), 0.99) for n, text in enumerate(row) if text}, Spot(1))
        for row in rows
    ]
    return [line.confidence >= CERTAIN for line in lines_of(Grid(columns, made))[0]]


ROWS = [(f"OBAT {number} TAB", "BOX", f"{number}500", "3") for number in range(1, 7)]


def test_a_whole_table_is_sure() -> None:
    assert sure(*ROWS) == [True] * 6


def test_a_row_that_lacks_what_the_others_have_is_unsure() -> None:
    assert sure(*ROWS, ("OBAT 7 TAB", "BOX", "7500", "")) == [True] * 6 + [False]


def test_a_unit_that_is_none_is_unsure() -> None:
    assert sure(*ROWS, ("OBAT 7 TAB", "SON", "7500", "3")) == [True] * 6 + [False]


def test_names_read_as_codes_with_the_rows_numbers_are_the_product() -> None:
    """NO and NAMA BARANG stand so close that recognition gives one heading: it says code."""
    columns = [Column("NO NAMA BARANG", "code", 0.92, "code"), Column("HNA", "price", 1.0, "price")]
    rows = [
        GridRow(
            {0: Cell(f"{n} PARASETAMOL {n}00", Spot(1), 0.99), 1: Cell("9500", Spot(1), 0.99)},
            Spot(1),
        )
        for n in range(1, 6)
    ]
    lines, _ = lines_of(Grid(columns, rows))
    assert [line.value("product") for line in lines] == [f"PARASETAMOL {n}00" for n in range(1, 6)]
    assert all(line.confidence < CERTAIN for line in lines)
