"""A bill on sheets of A5 or A4: the head and the columns' names stand on each page."""

from __future__ import annotations

from collections.abc import Sequence

from theriac.core.paper.bills import BillColumn, BillLine, PrintedBill
from theriac.core.paper.bills.sizes import BillPaper
from theriac.core.paper.pdf import PdfDocument, width_of, wrapped
from theriac.core.paper.qr import qr_modules

EDGE = 12.0
STEP = 1.28
MILLIMETRE = 72 / 25.4
CODE, LOGO = 24.0, 16.0
FOOT = 34.0
"""Millimetres below the sums: words, signature, code and footer."""
MOST_LINES = 6


def drawn_sheet(bill: PrintedBill, paper: BillPaper) -> bytes:
    """The bill as PDF."""
    pdf = PdfDocument(title=f"{bill.title} {bill.number}".strip())
    _Sheet(pdf, bill, paper).draw()
    return pdf.content()


class _Sheet:
    """A bill that is being drawn: where the next line stands, in millimetres from above."""

    def __init__(self, pdf: PdfDocument, bill: PrintedBill, paper: BillPaper) -> None:
        self.pdf, self.bill, self.paper = pdf, bill, paper
        self.at, self.inner = EDGE, paper.width - 2 * EDGE
        small = paper.width < 200
        self.small, self.usual, self.large = (6.8, 7.8, 12.0) if small else (8.2, 9.5, 15.0)

    def draw(self) -> None:
        """All of it."""
        self._page(first=True)
        for line in self.bill.lines:
            if self.at + self._height(line) > self.paper.height - EDGE - self._step(self.small):
                self._page(first=False)
            self._line(line)
        self.pdf.box(EDGE, self.at + 1, self.inner, 0.3)
        self.at += 2
        needed = self._below()
        if self.at + needed > self.paper.height - EDGE:
            self._page(first=False, heads=False)
        self._taxes_and_sums()
        self._foot()

    def _page(self, *, first: bool, heads: bool = True) -> None:
        self.pdf.begin_page(self.paper.width, self.paper.height)
        self.at = EDGE
        self._head(whole=first)
        if first and self.bill.buyer:
            self.at += 1
            self._text(self.bill.buyer_label, self.small, bold=True)
            for text in self.bill.buyer:
                self._text(text, self.usual)
            self.at += 2
        if heads:
            self._columns()

    def _head(self, *, whole: bool) -> None:
        """Seller at the left, title, mark and facts at the right."""
        bill, half, top = self.bill, self.inner * 0.56, self.at
        if bill.logo and whole:
            self.pdf.picture(EDGE, self.at, half * 0.5, LOGO, bill.logo, left_aligned=True)
            self.at += LOGO + 1
        self._text(bill.shop, self.usual + 2, bold=True, width=half)
        if whole:
            for text in (*bill.shop_lines, *bill.header):
                self._text(text, self.small, width=half)
        left_end, self.at = self.at, top
        self._right(bill.title, self.large, bold=True)
        if bill.mark:
            self._right(bill.mark, self.usual, bold=True)
        for label, value in bill.facts if whole else bill.facts[:1]:
            self._right(f"{label}: {value}" if label else value, self.small)
        self.at = max(left_end, self.at) + 2

    def _columns(self) -> None:
        self.at += self._step(self.small)
        for left, width, column in self._places():
            self._cell(left, width, column, column.head, self.at, bold=True)
        self.pdf.box(EDGE, self.at + 1.2, self.inner, 0.3)
        self.at += 1.6

    def _places(self) -> list[tuple[float, float, BillColumn]]:
        whole = sum(column.share for column in self.bill.columns)
        left, found = EDGE, []
        for column in self.bill.columns:
            width = self.inner * column.share / whole
            found.append((left, width, column))
            left += width
        return found

    def _wrapped_cells(self, line: BillLine) -> list[list[str]]:
        cells = []
        for index, (_left, width, _column) in enumerate(self._places()):
            found = wrapped(line.cells[index], self.small, width - 1.5, MOST_LINES)
            if index == 0:
                for note in line.notes:
                    found += wrapped(note, self.small, width - 1.5, MOST_LINES)
            cells.append(found)
        return cells

    def _height(self, line: BillLine) -> float:
        return max(map(len, self._wrapped_cells(line))) * self._step(self.small) + 1

    def _line(self, line: BillLine) -> None:
        step = self._step(self.small)
        cells = self._wrapped_cells(line)
        for texts, (left, width, column) in zip(cells, self._places(), strict=True):
            for index, text in enumerate(texts):
                self._cell(left, width, column, text, self.at + (index + 1) * step)
        self.at += max(map(len, cells)) * step + 1

    def _below(self) -> float:
        rows = max(len(self.bill.sums) + 1, len(self.bill.taxes.rows) + 1 if self.bill.taxes else 0)
        return rows * self._step(self.usual) + FOOT

    def _taxes_and_sums(self) -> None:
        top = self.at
        if self.bill.taxes:
            self._tax_table(self.bill.taxes.heads, bold=True)
            for row in self.bill.taxes.rows:
                self._tax_table(row)
        end, self.at = self.at, top
        left = EDGE + self.inner * 0.62
        for one in self.bill.sums:
            size = self.usual + 1.5 if one.is_total else self.usual
            self.at += self._step(size)
            self.pdf.text(left, self.at, size, one.label, bold=one.is_total)
            self._end_at(one.value, size, bold=one.is_total)
        self.at = max(end, self.at) + 2

    def _tax_table(self, cells: Sequence[str], *, bold: bool = False) -> None:
        self.at += self._step(self.small)
        width = self.inner * 0.58 / max(1, len(cells))
        for index, text in enumerate(cells):
            left = EDGE + index * width
            if index:
                left += width - width_of(text, self.small, bold=bold)
            self.pdf.text(left, self.at, self.small, text, bold=bold)

    def _foot(self) -> None:
        bill = self.bill
        if bill.words:
            self._text(bill.words, self.small, bold=True)
        for text in bill.statements:
            self._text(text, self.small)
        top = self.at + 2
        if bill.code:
            self.pdf.modules(EDGE, top, CODE, qr_modules(bill.code))
        if bill.signature:
            self.at = top
            self._right(bill.signature[0], self.small)
            self.at = top + CODE * 0.6
            for text in bill.signature[1:]:
                self._right(text, self.small)
        self.at = top + (CODE + 3 if bill.code or bill.signature else 0)
        for text in bill.footer:
            self._text(text, self.small, centred=True)

    def _step(self, size: float) -> float:
        return size * STEP / MILLIMETRE

    def _text(
        self,
        words: str,
        size: float,
        *,
        bold: bool = False,
        width: float = 0,
        centred: bool = False,
    ) -> None:
        for text in wrapped(words, size, width or self.inner, MOST_LINES, bold=bold):
            self.at += self._step(size)
            left = (self.inner - width_of(text, size, bold=bold)) / 2 if centred else 0
            self.pdf.text(EDGE + left, self.at, size, text, bold=bold)

    def _right(self, words: str, size: float, *, bold: bool = False) -> None:
        for text in wrapped(words, size, self.inner * 0.42, MOST_LINES, bold=bold):
            self.at += self._step(size)
            self._end_at(text, size, bold=bold)

    def _end_at(self, text: str, size: float, *, bold: bool = False) -> None:
        end = self.paper.width - EDGE
        self.pdf.text(end - width_of(text, size, bold=bold), self.at, size, text, bold=bold)

    def _cell(
        self,
        left: float,
        width: float,
        column: BillColumn,
        words: str,
        base: float,
        *,
        bold: bool = False,
    ) -> None:
        if column.is_number:
            left += width - width_of(words, self.small, bold=bold)
        self.pdf.text(left, base, self.small, words, bold=bold)
