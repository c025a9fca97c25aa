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
