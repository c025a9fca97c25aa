"""A business document as PDF on A4: heading, lines, a table, a foot; in one or more copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.paper.pdf import PdfDocument, width_of, wrapped

WIDTH, HEIGHT, EDGE = 210.0, 297.0, 18.0
FOOT = 62.0
"""Millimetres that the foot needs below the last line."""
SMALL, USUAL, LARGE = 8.5, 10.0, 16.0
STEP, ROW_STEP = 5.2, 3.8
CODE, TINY = 32.0, 7.0
"""Side of a code, and the letters of its caption."""
LINES_OF_A_CELL = 3


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column by its head and its width in millimetres; ``is_number`` stands at its right."""

    head: str
    width: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A further table, below the total."""

    title: str
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDocument:
    """What stands on the paper, all of it in words.

    ``heads`` and ``foot`` are lines, those of ``bold`` among them larger; ``copies`` names each
    copy beside the title. A foot of several lines has room for a signature below the first. A cell
    has ``cell_lines`` at most for each line of its own. ``code`` are the modules of a code at the
    right of the foot, the lines of ``caption`` stand below it.
    """

    title: str
    heads: Sequence[str]
    bold: frozenset[str]
    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    total: tuple[str, str]
    note: str = ""
    foot: Sequence[str] = ()
    copies: Sequence[str] = ("",)
    further: Sequence[PaperTable] = ()
    cell_lines: int = LINES_OF_A_CELL
    code: Sequence[str] = ()
    caption: Sequence[str] = ()


def drawn_document(paper: PaperDocument) -> bytes:
    """Every copy on pages of its own; the head stands on each page."""
    pdf = PdfDocument(title=paper.title)
    for copy in paper.copies:
        _Sheet(pdf, paper, copy).draw()
    return pdf.content()


class _Sheet:
    """A copy that is being drawn: where the next line stands."""

    def __init__(self, pdf: PdfDocument, paper: PaperDocument, copy: str) -> None:
        self.pdf, self.paper, self.copy = pdf, paper, copy
        self.at, self.columns = EDGE, paper.columns

    def draw(self) -> None:
        """All of it."""
        self._page()
        self._rows(self.paper.rows)
        self._total()
        for table in self.paper.further:
            self.columns = table.columns
            if self.at > HEIGHT - EDGE - FOOT:
                self._begin()
            self.at += STEP
            self._line(table.title, USUAL, bold=True)
            self._head()
            self._rows(table.rows)
        if self.paper.note:
            self.at += STEP
            for words in wrapped(self.paper.note, SMALL, WIDTH - 2 * EDGE, 3):
                self._line(words, SMALL)
        self._foot()

    def _rows(self, rows: Sequence[Sequence[str]]) -> None:
        for row in rows:
            if self.at > HEIGHT - EDGE - FOOT:
                self._page()
            self._row(row)

    def _page(self) -> None:
        self._begin()
        self._head()

    def _begin(self) -> None:
        self.pdf.begin_page(WIDTH, HEIGHT)
        self.at = EDGE
        self._line(self.paper.title, LARGE, bold=True)
        if self.copy:
            self._right(WIDTH - EDGE, self.copy, USUAL)
        self.at += 1
        for line in self.paper.heads:
            is_bold = line in self.paper.bold
            size = USUAL if is_bold else SMALL
            for words in wrapped(line, size, WIDTH - 2 * EDGE, 2, bold=is_bold):
                self._line(words, size, bold=is_bold)

    def _head(self) -> None:
        self.at += STEP
        left = EDGE
        for column in self.columns:
            self._cell(left, column, column.head, self.at, bold=True)
            left += column.width
        self.pdf.box(EDGE, self.at + 1.4, WIDTH - 2 * EDGE, 0.3)
        self.at += 2

    def _row(self, row: Sequence[str]) -> None:
        cells = [
            [
                line
                for part in (words or "–").split("\n")
                for line in wrapped(part, SMALL, column.width - 2, self.paper.cell_lines)
            ]
            for words, column in zip(row, self.columns, strict=True)
        ]
        self.at += STEP
        left = EDGE
        for column, lines in zip(self.columns, cells, strict=True):
            for index, words in enumerate(lines):
                self._cell(left, column, words, self.at + index * ROW_STEP)
            left += column.width
        self.at += ROW_STEP * (max(map(len, cells)) - 1)

    def _total(self) -> None:
        self.at += 2
        self.pdf.box(EDGE, self.at, WIDTH - 2 * EDGE, 0.3)
        self._line(self.paper.total[0], USUAL, bold=True)
        self._right(WIDTH - EDGE, self.paper.total[1], USUAL, bold=True)

    def _foot(self) -> None:
        self.at = HEIGHT - EDGE - FOOT + 16
        for index, words in enumerate(self.paper.foot):
            self._line(words, USUAL if index < 2 else SMALL)
            if index == 0 and len(self.paper.foot) > 1:
                self.at += 22

        if self.paper.code:
            left, top = WIDTH - EDGE - CODE, HEIGHT - EDGE - FOOT + 14
            self.pdf.modules(left, top, CODE, self.paper.code)
            for index, words in enumerate(self.paper.caption):
                self._right_at(top + CODE + 4 + index * 3, words)

    def _right_at(self, base: float, words: str) -> None:
        self.pdf.text(WIDTH - EDGE - width_of(words, TINY), base, TINY, words)

    def _line(self, words: str, size: float, *, bold: bool = False) -> None:
        self.at += STEP
        self.pdf.text(EDGE, self.at, size, words, bold=bold)

    def _right(self, end: float, words: str, size: float, *, bold: bool = False) -> None:
        self.pdf.text(end - width_of(words, size, bold=bold), self.at, size, words, bold=bold)

    def _cell(
        self, left: float, column: PaperColumn, words: str, base: float, *, bold: bool = False
    ) -> None:
        if column.is_number:
            left += column.width - width_of(words, SMALL, bold=bold)
        self.pdf.text(left, base, SMALL, words, bold=bold)
