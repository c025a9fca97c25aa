"""A bill on a roll: one page, as long as its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from theriac.core.paper.bills import BillLine, PrintedBill
from theriac.core.paper.bills.sizes import BillPaper
from theriac.core.paper.pdf import PdfDocument, width_of, wrapped
from theriac.core.paper.qr import qr_modules

EDGE = 3.0
SMALL, USUAL, LARGE = 7.5, 8.5, 12.0
LEADING = 1.3
MILLIMETRE = 72 / 25.4
CODE, LOGO = 22.0, 14.0
MOST_LINES = 12
"""Of one wrapped text."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the roll; ``right`` stands at its end. A rule, a code or a picture has no text."""

    left: str = ""
    right: str = ""
    size: float = USUAL
    bold: bool = False
    centred: bool = False
    draws: str = ""

    @property
    def height(self) -> float:
        tall = {"rule": 2.4, "code": CODE + 3, "logo": LOGO + 1}
        return tall.get(self.draws, self.size * LEADING / MILLIMETRE)


_RULE = _Row(draws="rule")


def drawn_roll(bill: PrintedBill, paper: BillPaper) -> bytes:
    """The bill as PDF."""
    inner = paper.width - 2 * EDGE
    rows = [one for row in _rows(bill) for one in _fitted(row, inner)]
    pdf = PdfDocument(title=f"{bill.title} {bill.number}".strip())
    pdf.begin_page(paper.width, 2 * EDGE + sum(row.height for row in rows))
    at = EDGE
    for row in rows:
        _draw(pdf, bill, row, at, inner)
        at += row.height
    return pdf.content()


def _rows(bill: PrintedBill) -> Iterator[_Row]:
    yield from _head(bill)
    yield _RULE
    yield from (_Row(label, value) for label, value in bill.facts)
    if bill.buyer:
        yield _Row(bill.buyer_label, bold=True)
        yield from (_Row(text) for text in bill.buyer)
    yield _RULE
    for line in bill.lines:
        yield from _line(line)
    yield _RULE
    yield from _sums(bill)
    yield _RULE
    yield from (_Row(text, size=SMALL, centred=True) for text in bill.statements)
    yield from (_Row(text, bold=True, centred=True) for text in bill.footer)
    if bill.code:
        yield _Row(draws="code")


def _head(bill: PrintedBill) -> Iterator[_Row]:
    if bill.mark:
        yield _Row(bill.mark, bold=True, centred=True)
    if bill.logo:
        yield _Row(draws="logo")
    yield _Row(bill.shop, size=LARGE, bold=True, centred=True)
    for text in (*bill.shop_lines, *bill.header):
        yield _Row(text, size=SMALL, centred=True)
    if bill.title:
        yield _RULE
        yield _Row(bill.title.upper(), bold=True, centred=True)


def _line(line: BillLine) -> Iterator[_Row]:
    yield _Row(line.name, bold=True)
    yield _Row(f"  {line.count}", line.amount)
    for note in line.notes:
        yield _Row(f"  {note}", size=SMALL)


def _sums(bill: PrintedBill) -> Iterator[_Row]:
    if bill.taxes:
        for name, base, *values in bill.taxes.rows:
            yield _Row(f"{bill.taxes.heads[1]} {name}", base, size=SMALL)
            for head, value in zip(bill.taxes.heads[2:], values, strict=True):
                yield _Row(f"  {head}", value, size=SMALL)
    for one in bill.sums:
        size = LARGE if one.is_total else USUAL
        yield _Row(one.label, one.value, size=size, bold=one.is_total)
    if bill.words:
        yield _Row(bill.words, size=SMALL)
    for text in bill.signature[1:]:
        yield _Row(text, size=SMALL)


def _fitted(row: _Row, inner: float) -> list[_Row]:
    """The row in as many as its words need; its right part stands in the last."""
    if row.draws or not row.left:
        return [row]
    room = inner - (width_of(row.right, row.size, bold=row.bold) + 1.5 if row.right else 0)
    indent = "  " if row.left.startswith("  ") else ""
    words = wrapped(row.left, row.size, max(room, inner / 3), MOST_LINES, bold=row.bold)
    rows = [_Row(indent + text, "", row.size, row.bold, row.centred) for text in words]
    last = rows.pop()
    return [*rows, _Row(last.left, row.right, row.size, row.bold, row.centred)]


def _draw(pdf: PdfDocument, bill: PrintedBill, row: _Row, at: float, inner: float) -> None:
    if row.draws == "rule":
        pdf.box(EDGE, at + 1.1, inner, 0.2)
    elif row.draws == "code":
        pdf.modules(EDGE + (inner - CODE) / 2, at + 2, CODE, qr_modules(bill.code))
    elif row.draws == "logo":
        pdf.picture(EDGE, at, inner, LOGO, bill.logo)
    else:
        base = at + row.size / MILLIMETRE
        left = EDGE
        if row.centred:
            left += (inner - width_of(row.left, row.size, bold=row.bold)) / 2
        pdf.text(left, base, row.size, row.left, bold=row.bold)
        if row.right:
            end = EDGE + inner - width_of(row.right, row.size, bold=row.bold)
            pdf.text(end, base, row.size, row.right, bold=row.bold)
