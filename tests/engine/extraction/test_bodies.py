"""Lines that go on from a row, in columns that no row begins in."""

from __future__ import annotations

from theriac_engine.extraction.boxes import Box, Frame, Word
from theriac_engine.extraction.paper.bodies import Layout, rows_by_lines
from theriac_engine.extraction.paper.rows import lines_of

LAYOUT = Layout(
    (0.0, 100.0, 200.0, 300.0, 400.0),
    ("product", "pack", "price", "quantity"),
    1,
    Frame(400.0, 600.0),
)


def word(text: str, x0: float, y0: float) -> Word:
    return Word(text, Box(x0, y0, x0 + 8 * len(text), y0 + 10))


def test_a_column_that_only_further_lines_have_words_in_is_read() -> None:
    """As report writers lay it out: the pack begins below the figures, on two lines."""
    lines = lines_of(
        [
            word("Paracetamol", 5, 100),
            word("12.500", 210, 100),
            word("40", 320, 100),
            word("tablet", 5, 111),
            word("box", 120, 111),
            word("generik", 5, 122),
            word("strip", 120, 122),
        ]
    )

    made = rows_by_lines(lines, LAYOUT)

    (row,) = made.rows
    assert (row.cells[2].text, row.cells[3].text) == ("12.500", "40")
    assert row.cells[1].text.startswith("box")
    assert row.cells[0].text.startswith("Paracetamol")


CENTRED = Layout(
    (0.0, 100.0, 200.0, 300.0, 400.0),
    ("product", "bonus", "price", "amount"),
    1,
    Frame(400.0, 600.0),
)


def test_figures_on_two_lines_go_with_the_row_that_they_are_centred_beside() -> None:
    """As a browser lays out narrow columns: RP above, the figure below, and the row between."""
    lines = lines_of(
        [
            one
            for top in (100, 130)
            for one in (
                word("Rp", 260, top),
                word("Rp", 360, top),
                word("Beli", 110, top),
                word("10", 150, top),
                word("Paracetamol", 5, top + 5),
                word("gratis", 110, top + 10),
                word("1", 170, top + 10),
                word("434.600", 220, top + 10),
                word("3.389.880", 310, top + 10),
            )
        ]
    )

    rows = rows_by_lines(lines, CENTRED).rows

    assert [[row.cells[number].text for number in sorted(row.cells)] for row in rows] == [
        ["Paracetamol", "Beli 10 gratis 1", "Rp 434.600", "Rp 3.389.880"]
    ] * 2


def test_a_figure_below_its_currency_goes_with_it() -> None:
    lines = lines_of(
        [
            word("Paracetamol", 5, 100),
            word("10+1", 110, 100),
            word("Rp", 360, 100),
            word("500", 220, 100),
            word("434.600", 310, 111),
            word("Amoxicillin", 5, 125),
            word("12+1", 110, 125),
            word("Rp", 360, 125),
            word("700", 220, 125),
            word("9.500", 326, 136),
        ]
    )
    layout = Layout(LAYOUT.edges, ("product", "stock", "amount", "price"), 1, LAYOUT.frame)

    rows = rows_by_lines(lines, layout).rows

    assert [row.cells[3].text for row in rows] == ["Rp 434.600", "Rp 9.500"]
