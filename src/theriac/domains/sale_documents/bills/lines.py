"""The lines of a bill: below one another on a roll, in columns on a sheet."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from theriac.core.formatting import format_month, format_rate
from theriac.core.paper.bills import BillColumn, BillLine
from theriac.countries.registry import profile_for
from theriac.domains.catalog.pack_words import count_of
from theriac.domains.sale_documents.bills.written import Written
from theriac.domains.sale_documents.documents import DocumentBatch, DocumentLine

Cell = Callable[[DocumentLine], str]


def columns_of(w: Written) -> list[tuple[BillColumn, Cell]]:
    """The columns of a sheet, each with what it says of a line."""
    found: list[tuple[BillColumn, Cell]] = [
        (BillColumn(_("Item"), 38), lambda line: name_of(w, line))
    ]

    def number(head: str, share: int, cell: Cell) -> None:
        found.append((BillColumn(head, share, is_number=True), cell))

    if "goods_code" in w.shown and w.rule.goods_code:
        code = BillColumn(str(w.rule.goods_code), 14)
        found.append((code, lambda line: line.goods_code or "–"))
    number(_("Quantity"), 15, lambda line: count_of(line.pack, line.packs, w.country))
    if not w.document.is_credit:
        number(_("Price"), 15, lambda line: w.plain(line.unit_price))
    if any(line.discount for line in w.document.lines):
        number(_("Discount"), 13, lambda line: w.plain(line.discount) if line.discount else "–")
    if w.shows_taxes:
        number("DPP" if w.country == "id" else _("Taxable"), 15, lambda line: w.plain(line.taxable))
        number(_("Tax"), 9, lambda line: format_rate(line.rate_bp, w.country))
    number(_("Total"), 17, lambda line: w.plain(line.total))
    return found


def line_of(w: Written, line: DocumentLine) -> BillLine:
    """One line for rolls and sheets."""
    price = f" × {w.money(line.unit_price)}" if line.unit_price else ""
    return BillLine(
        name=name_of(w, line),
        count=f"{count_of(line.pack, line.packs, w.country)}{price}",
        amount=w.money(line.gross),
        notes=_notes(w, line),
        cells=[cell(line) for _column, cell in columns_of(w)],
    )


def name_of(w: Written, line: DocumentLine) -> str:
    """The product; in India with the mark of its schedule."""
    profile = profile_for(w.country)
    marks = {one.code: one.mark for one in profile.legal_classes if one.needs_prescription}
    mark = marks.get(line.legal_class) if w.country == "in" else None
    return f"{line.product} ({mark})" if mark else line.product


def _notes(w: Written, line: DocumentLine) -> list[str]:
    notes = [_batch(w, one, len(line.batches)) for one in line.batches if "batch" in w.shown]
    if "goods_code" in w.shown and line.goods_code and not w.look.is_sheet:
        notes.append(f"{w.rule.goods_code} {line.goods_code}")
    if "mrp" in w.shown and line.printed_maximum:
        a_pack = w.money(line.printed_maximum // line.packs)
        notes.append(_("MRP %(price)s") % {"price": a_pack})
    if line.discount and not w.look.is_sheet:
        notes.append(_("Discount %(amount)s") % {"amount": w.money(-line.discount)})
    if line.promotion:
        notes.append(line.promotion)
    return notes


def _batch(w: Written, batch: DocumentBatch, of: int) -> str:
    words = _("Batch %(number)s") % {"number": batch.number or "–"}
    if of > 1:
        words += f" ({batch.quantity})"
    if batch.expires_on:
        month = format_month(batch.expires_on, w.document.language)
        words += " · " + _("exp. %(month)s") % {"month": month}
    return words
