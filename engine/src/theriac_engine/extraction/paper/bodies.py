"""The rows below a header: by level rules where each row has them, else by what stands on a line.

A row begins where a figure of it stands. Lines that hold text alone, such as the second line of a
long name, belong to the nearest row; a heading of a group belongs to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from theriac_engine.extraction.boxes import Box, Frame, Rule, Word, around
from theriac_engine.extraction.grids import Cell, GridRow, Spot, least
from theriac_engine.extraction.paper.columns import column_at
from theriac_engine.extraction.paper.headers import split_at
from theriac_engine.extraction.paper.rows import Line, stacked

LEADING = 1.45
"""A name's next line is at most so many heights below its last."""
FAR = 10
MOST_IN_A_BAND = 3
"""Lines with figures between two level rules: more of them are rows of their own."""
SPACE = 0.3
FIGURES = frozenset(
    "price price_with_tax price_after_discount amount stock quantity mrp discount_percent "
    "discount_amount tax_percent tax_amount expires_on batch minimum".split()
)
WRAPPED = frozenset(("product", "content", "manufacturer", "pack", "note", ""))
"""What may go on in a further line; codes and figures have no spaces to break at."""
OF_ONE_ROW = frozenset({"quantity", "amount", "stock", "bonus", "batch", "expires_on"})
"""What no two rows share, even where their cells are merged."""


Limits = dict[int, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table on a page: their edges, and the field of each."""

    edges: tuple[float, ...]
    fields: tuple[str, ...]
    page: int
    frame: Frame

    def spot(self, box: Box) -> Spot:
        """Where a box of this page is."""
        return Spot(self.page, self.frame.on_page(box))

    def cell(self, words: Sequence[Word]) -> Cell:
        """Words as the text of one cell, line by line."""
        ordered = [word for line in stacked(words) for word in line]
        text = " ".join(word.text for word in ordered)
        sure = least(word.confidence for word in words)
        return Cell(text, self.spot(around(word.box for word in words)), sure)


@dataclass(slots=True)
class Drawn:
    """What stands on one line, by column."""

    line: Line
    words: dict[int, list[Word]]
    joined: list[Drawn] = field(default_factory=list)


def is_row(line: Line, columns: int) -> bool:
    """Whether a line looks like a row of so many columns: enough runs, and a figure."""
    return len(line.runs) >= min(3, columns) and any(run.is_number for run in line.runs)


def end_of(lines: Sequence[Line], columns: int) -> int:
    """After how many lines the table ends: with its last row, or where a wide gap follows one."""
    last, gaps = -1, [0.0]
    for number, line in enumerate(lines):
        if not is_row(line, columns):
            continue
        if last >= 0:
            gap = line.box.middle - lines[last].box.middle
            usual = sorted(gaps)[len(gaps) // 2]
            if gap > max(FAR * line.box.height, 3 * usual):
                break
            gaps.append(gap)
        last = number
    while 0 <= last < len(lines) - 1 and _follows(lines[last], lines[last + 1]):
        last += 1
    return last + 1


def _follows(line: Line, after: Line) -> bool:
    gap = after.box.middle - line.box.middle
    return len(after.runs) <= 2 and gap < LEADING * max(line.box.height, after.box.height)


def drawn_of(line: Line, edges: Sequence[float]) -> Drawn:
    """A line's words in the columns that they stand in."""
    found: dict[int, list[Word]] = {}
    for run in line.runs:
        for piece in split_at(run, edges):
            number = column_at(edges, piece.box)
            if number is not None:
                found.setdefault(number, []).extend(piece.words)
    return Drawn(line, found)


@dataclass(frozen=True, slots=True)
class RowsOfLines:
    """The rows that lines make, the lines that these begin on, and the lines of none."""

    rows: list[GridRow]
    begun: list[Line]
    left: list[Line]


def rows_by_lines(lines: Sequence[Line], layout: Layout) -> RowsOfLines:
    """The rows that these lines make."""
    drawn = [drawn_of(line, layout.edges) for line in lines]
    begun = [one for one in drawn if _begins(one, layout)]
    limits = _limits(drawn) | _limits(begun)
    left = []
    for one in drawn:
        if one in begun:
            continue
        near = _row_of(one, begun, layout, limits)
        if near is None:
            left.append(one.line)
        else:
            near.joined.append(one)
    rows = [_row(one, layout) for one in begun]
    return RowsOfLines(rows, [one.line for one in begun], left)


def _begins(drawn: Drawn, layout: Layout) -> bool:
    figures = [
        number
        for number in drawn.words
        if layout.fields[number] in FIGURES
        and any(letter.isdigit() for word in drawn.words[number] for letter in word.text)
    ]
    return len(figures) >= min(2, sum(name in FIGURES for name in layout.fields))


def _row_of(one: Drawn, begun: Sequence[Drawn], layout: Layout, limits: Limits) -> Drawn | None:
    """The row that a line of text goes on from, or begins: the nearest, if it is near enough.

    Text goes on in the next line only where its first word found no room in the line before.
    """
    if not one.words or any(layout.fields[number] not in WRAPPED for number in one.words):
        return None
    best, distance = None, LEADING
    for row in begun:
        for drawn in (row, *row.joined):
            away = abs(drawn.line.box.middle - one.line.box.middle) / max(one.line.box.height, 0.1)
            if away < distance - 0.02 and _goes_on(drawn, one, limits):
                best, distance = row, away
    return best


def _goes_on(one: Drawn, other: Drawn, limits: Limits) -> bool:
    """Whether two lines near each other can be one text that was too wide."""
    first, second = sorted((one, other), key=lambda drawn: drawn.line.box.middle)
    for number in other.words:
        if number in first.words and number in second.words:
            if first.words[number][0].font != second.words[number][0].font:
                return False
            end = max(word.box.x1 for word in first.words[number])
            next_word = min(second.words[number], key=lambda word: word.box.x0).box
            space = SPACE * next_word.height
            if end + space + next_word.x1 - next_word.x0 < limits[number] - 1:
                return False
    return True


def _limits(drawn: Sequence[Drawn]) -> Limits:
    """How far the text of each column reaches in these lines."""
    found: Limits = {}
    for one in drawn:
        for number, words in one.words.items():
            reach = max(word.box.x1 for word in words)
            found[number] = max(found.get(number, reach), reach)
    return found


def _row(drawn: Drawn, layout: Layout) -> GridRow:
    words: dict[int, list[Word]] = {number: [*each] for number, each in drawn.words.items()}
    for other in drawn.joined:
        for number, each in other.words.items():
            words.setdefault(number, []).extend(each)
    cells = {number: layout.cell(each) for number, each in words.items()}
    box = around(word.box for each in words.values() for word in each)
    return GridRow(cells, layout.spot(box))


def rows_by_rules(
    words: Sequence[Word], level: Sequence[Rule], layout: Layout, begun: Sequence[float]
) -> list[GridRow] | None:
    """The rows between level rules, merged cells said in each of their rows; None: too few."""
    width = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    bands = [_bands(level, edges, width) for edges in _pairs(layout.edges)]
    finest = sorted({round(at, 1) for column in bands for at in column})
    finest = [at for i, at in enumerate(finest) if not i or at - finest[i - 1] > 3]
    counts = [sum(top < at < bottom for at in begun) for top, bottom in pairwise(finest)]
    if len(counts) < 2 or max(counts) > MOST_IN_A_BAND or min(map(len, bands)) < 2:
        return None
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        column = column_at(layout.edges, word.box)
        if column is not None and (band := _band(bands[column], word.box.middle)) is not None:
            held.setdefault((column, band), []).append(word)
    rows = []
    used: set[tuple[int, int]] = set()
    for top, bottom in _pairs(finest):
        cells: dict[int, Cell] = {}
        for column, own in enumerate(bands):
            key = (column, -1 if (at := _band(own, (top + bottom) / 2)) is None else at)
            if key in held and not (key in used and layout.fields[column] in OF_ONE_ROW):
                cells[column] = layout.cell(held[key])
                used.add(key)
        if cells:
            box = around(Box(*_corners(held, bands, column, top, bottom)) for column in cells)
            rows.append(GridRow(cells, layout.spot(box)))
    return rows


def _corners(
    held: dict[tuple[int, int], list[Word]],
    bands: Sequence[Sequence[float]],
    column: int,
    top: float,
    bottom: float,
) -> tuple[float, float, float, float]:
    band = _band(bands[column], (top + bottom) / 2)
    box = around(word.box for word in held[column, -1 if band is None else band])
    return box.x0, top, box.x1, bottom


def _bands(
    level: Sequence[Rule], edges: tuple[float, float], width: tuple[float, float]
) -> list[float]:
    """The heights at which level rules cross a column."""
    start, end = max(edges[0], width[0]), min(edges[1], width[1])
    middle = (start + end) / 2
    found: list[float] = []
    for at in sorted(rule.at for rule in level if rule.start <= middle <= rule.end):
        if not found or at - found[-1] > 3:
            found.append(at)
    return found


def _band(bands: Sequence[float], middle: float) -> int | None:
    number = sum(at <= middle for at in bands) - 1
    return number if 0 <= number < len(bands) - 1 else None


def _pairs(values: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(values))
