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


def test_a_rows_number_is_no_part_of_its_code_where_some_stand_too_close() -> None:
    codes = ["1 C942", "2 M621", "3 A757", "4C936", "5 B634", "6 T957", "7 K598"]
    columns = [
        Column("NO Code", "code", 0.92, "code"),
        Column("Nama", "product", 1.0, "product"),
        Column("HNA", "price", 1.0, "price"),
    ]
    rows = [
        GridRow({n: Cell(t, Spot(1), 0.99) for n, t in enumerate((code, "OBAT", "9500"))}, Spot(1))
        for code in codes
    ]
    lines, _ = lines_of(Grid(columns, rows))
    assert [one.value("code") for one in lines] == "C942 M621 A757 C936 B634 T957 K598".split()


def test_commas_and_points_of_whole_numbers_are_told_apart_by_their_column() -> None:
    """Recognition gives either for the other in small print."""
    found = _prices("17,701,125", "16,126,200", "23.223,577", "24,625,320", *["9,125,000"] * 8)
    assert found[2] == ("23223577", False)
    assert found[0] == ("17701125", True)


def test_a_last_mark_before_two_digits_begins_the_decimals() -> None:
    found = _prices("1.049.836,00", "10.062.360.00", "40.439.676,00", "9.500,00")
    assert found[1] == ("10062360", False)
    assert found[0] == ("1049836", True)


def _prices(*texts: str) -> list[tuple[str | None, bool]]:
    """The price of each line of a recognised table, and whether it is sure."""
    columns = [Column("OBAT", "product", 1.0, "product"), Column("HNA", "price", 1.0, "price")]
    rows = [
        GridRow({0: Cell("OBAT A", Spot(1), 0.99), 1: Cell(text, Spot(1), 0.99)}, Spot(1))
        for text in texts
    ]
    lines, _ = lines_of(Grid(columns, rows))
    return [(one.value("price"), one.confidence >= CERTAIN) for one in lines]
