"""The rows below a header: by level rules where each row has them, else by what stands on a line.

A row begins where a figure of it stands. Lines that hold text alone, such as the second line of a
long name, belong to the nearest row; a heading of a group belongs to none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from theriac_engine.extraction.boxes import Box, Frame, Word, around
from theriac_engine.extraction.grids import Cell, GridRow, Spot, least
from theriac_engine.extraction.paper import lost
from theriac_engine.extraction.paper.columns import column_at
from theriac_engine.extraction.paper.headers import split_at
from theriac_engine.extraction.paper.rows import CURRENCY, Line, stacked

LEADING = 1.45
"""A name's next line is at most so many heights below its last."""
FAR = 10
SPACE = 0.3
FIGURES = frozenset(
    "price price_with_tax price_after_discount amount stock quantity mrp discount_percent "
    "discount_amount tax_percent tax_amount expires_on batch minimum".split()
)
WRAPPED = frozenset(("product", "content", "manufacturer", "pack", "note", "bonus", ""))
"""What may go on in a further line; codes and figures have no spaces to break at."""
NEAREST = 0.8
"""Heights: no two rows stand closer, but halves of a cell that is centred beside another do."""
DOUBTED = 0.8

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
        ordered_lines = stacked(words)
        ordered = [word for line in ordered_lines for word in line]
        text = " ".join(word.text for word in ordered)
        sure = least(word.confidence for word in words)
        if sure < 1 and (lost.a_space(text) or any(map(lost.a_mark, ordered_lines))):
            sure = min(sure, DOUBTED)
        return Cell(text, self.spot(around(word.box for word in words)), sure)


@dataclass(slots=True)
class Drawn:
    """What stands on one line, by column."""

    line: Line
    words: dict[int, list[Word]]
    joined: list[Drawn] = field(default_factory=list)
    parted: set[int] = field(default_factory=set)
    """Columns in which several things stand apart."""
    sure: float = 1.0


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
    parted: set[int] = set()
    for run in line.runs:
        for piece in split_at(run, edges):
            number = column_at(edges, piece.box)
            if number is not None:
                parted |= {number} & found.keys()
                found.setdefault(number, []).extend(piece.words)
    return Drawn(line, found, parted=parted)


@dataclass(frozen=True, slots=True)
class RowsOfLines:
    """The rows that lines make, the lines that these begin on, and the lines of none."""

    rows: list[GridRow]
    begun: list[Line]
    left: list[Line]
    parted: Counter[int]

    def seem_two(self) -> list[int]:
        """Columns in which most rows have things apart: two whose headings stand too close."""
        return [number for number, count in self.parted.items() if count * 2 > len(self.begun)]


def rows_by_lines(lines: Sequence[Line], layout: Layout) -> RowsOfLines:
    """The rows that these lines make."""
    drawn = [drawn_of(line, layout.edges) for line in lines]
    begun = _begun(drawn, layout)
    limits = _limits(drawn) | _limits(begun)
    left = []
    for one in drawn:
        if one in begun:
            continue
        near = _row_of(one, begun, layout, limits)
        if near is None:
            left.append(one.line)
            _doubt_beside(one, begun)
        else:
            near.joined.append(one)
    rows = [_row(one, layout) for one in begun]
    parted = Counter(number for one in begun for number in one.parted)
    return RowsOfLines(rows, [one.line for one in begun], left, parted)


def _begun(drawn: Sequence[Drawn], layout: Layout) -> list[Drawn]:
    """The lines that rows begin on: of those that are too close for two rows, the fullest."""
    found: list[Drawn] = []
    least = min(2, sum(name in FIGURES for name in layout.fields))
    for one in drawn:
        if _figures(one, layout) < least or (found and _goes_with(one, found[-1], layout)):
            continue
        if found and _is_near(found[-1], one):
            if _figures(one, layout) <= _figures(found[-1], layout):
                continue
            found.pop()
        found.append(one)
    return found


def _figures(drawn: Drawn, layout: Layout) -> int:
    """In how many columns of figures a line has some."""
    return sum(
        layout.fields[number] in FIGURES and _has_digits(words)
        for number, words in drawn.words.items()
    )


def _has_digits(words: Sequence[Word]) -> bool:
    return any(letter.isdigit() for word in words for letter in word.text)


def _is_near(one: Drawn, other: Drawn) -> bool:
    high = max(one.line.runs[0].box.height, other.line.runs[0].box.height)
    return abs(one.line.box.middle - other.line.box.middle) < NEAREST * high


def _goes_with(one: Drawn, row: Drawn, layout: Layout) -> bool:
    """Whether a line has nothing but what the row above it left out, as figures after their RP."""
    high = max(one.line.runs[0].box.height, 0.1)
    if one.line.box.middle - row.line.box.middle > LEADING * high:
        return False
    return all(
        layout.fields[number] in WRAPPED or not _has_digits(row.words.get(number, ()))
        for number in one.words
    )


def _row_of(one: Drawn, begun: Sequence[Drawn], layout: Layout, limits: Limits) -> Drawn | None:
    """The row that a line of text goes on from, or begins: the nearest, if it is near enough.

    Text goes on in the next line only where its first word found no room in the line before.
    """
    if not one.words:
        return None
    best, distance = None, LEADING
    for row in begun:
        if not _may_go_on(one, row, layout):
            continue
        for drawn in (row, *row.joined):
            away = abs(drawn.line.box.middle - one.line.box.middle) / max(one.line.box.height, 0.1)
            if away < distance - 0.02 and _goes_on(drawn, one, limits):
                best, distance = row, away
    return best


def _may_go_on(one: Drawn, row: Drawn, layout: Layout) -> bool:
    """Whether each column of a line can go on from a row's, or says what is missing there."""
    for number, words in one.words.items():
        if layout.fields[number] in WRAPPED:
            continue
        said = [each.words.get(number, []) for each in (row, *row.joined)]
        if _has_digits(words) and any(map(_has_digits, said)):
            return False
        if not _has_digits(words) and not all(map(_is_currency, words)):
            return False
    return True


def _is_currency(word: Word) -> bool:
    return bool(CURRENCY.match(word.text))


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


def _doubt_beside(one: Drawn, begun: Sequence[Drawn]) -> None:
    """Doubt the row that a line of none may be a part of: it is near, and in the same font."""
    for row in begun:
        away = abs(row.line.box.middle - one.line.box.middle) / max(one.line.box.height, 0.1)
        if away < LEADING and any(
            one.words[number][0].font == row.words[number][0].font
            for number in one.words.keys() & row.words.keys()
        ):
            row.sure = DOUBTED


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
    is_scan = any(cell.confidence < 1 for cell in cells.values())
    each = [word for column in words.values() for word in column]
    is_doubted = drawn.joined or lost.the_rest(each, layout.frame) or lost.a_gap(each, layout.edges)
    sure = min(drawn.sure, DOUBTED) if is_scan and is_doubted else drawn.sure
    return GridRow(cells, layout.spot(box), sure)
