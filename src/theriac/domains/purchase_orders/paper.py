"""A purchase order on paper: in the supplier's codes, on the country's form, in its copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_date
from theriac.core.paper.pdf import PdfDocument, width_of, wrapped
from theriac.core.problems import Text
from theriac.core.query import query
from theriac.countries.documents import LicenceHolder
from theriac.countries.order_letters import OrderForm
from theriac.countries.registry import profile_for
from theriac.domains.organisation.queries.branches import get_branch, money_writer
from theriac.domains.purchase_orders.letters import form_named
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.purchase_orders.queries.orders import OrderedLine, OrderView, read_order

WIDTH, HEIGHT, EDGE = 210.0, 297.0, 18.0
FOOT = 62.0
"""Millimetres that the signature needs below the last line."""
SMALL, USUAL, LARGE = 8.5, 10.0, 16.0
STEP = 5.2
COLUMNS = (EDGE, 26.0, 56.0, 122.0, 152.0, WIDTH - EDGE)
"""Where the columns begin: number, code, product, quantity, price; the amount ends the last."""


@dataclass(slots=True)
class _Sheet:
    """Where the next line is written on the page."""

    page: PdfDocument
    at: float = EDGE

    def line(self, words: str, size: float = USUAL, *, bold: bool = False) -> None:
        """Write one line and go on below."""
        self.at += STEP
        self.page.text(EDGE, self.at, size, words, bold=bold)

    def right(self, end: float, words: str, size: float = SMALL, *, bold: bool = False) -> None:
        """Write words that end at so many millimetres, on the line of now."""
        self.page.text(end - width_of(words, size, bold=bold), self.at, size, words, bold=bold)


@query(permission=VIEW_ORDERS)
def order_paper(*, actor: Actor, order_id: UUID) -> bytes | None:
    """The order as PDF in the reader's language; None where the actor may not see it."""
    view = read_order(actor=actor, order_id=order_id)
    branch = get_branch(view.row.branch_id) if view else None
    return drawn_order(view, branch) if view and branch else None


def drawn_order(view: OrderView, branch: Any) -> bytes:
    """Every copy of the order, each on pages of its own."""
    form = form_named(view.row.branch_id, view.row.form, view.lines[0].row.product_id)
    document = PdfDocument(title=f"{form.title} {view.row.number}")
    for copy in range(1, form.copies + 1):
        _draw_copy(document, view, branch, (form, copy))
    return document.content()


def _draw_copy(
    document: PdfDocument, view: OrderView, branch: Any, of: tuple[OrderForm, int]
) -> None:
    sheet = _Sheet(document)
    _head(sheet, view, branch, of)
    money = money_writer()
    for line in view.lines:
        if sheet.at > HEIGHT - EDGE - FOOT:
            _head(sheet, view, branch, of)
        _row(sheet, line, money(line.row.price), money(line.row.committed))
    sheet.at += 2
    document.box(EDGE, sheet.at, WIDTH - 2 * EDGE, 0.3)
    sheet.at += STEP
    document.text(COLUMNS[2], sheet.at, USUAL, _("Total with tax"), bold=True)
    sheet.right(COLUMNS[5], money(view.row.total), USUAL, bold=True)
    if view.row.note:
        sheet.line("")
        for words in wrapped(view.row.note, SMALL, WIDTH - 2 * EDGE, 3):
            sheet.line(words, SMALL)
    _foot(sheet, branch, of[0])


def _head(sheet: _Sheet, view: OrderView, branch: Any, of: tuple[OrderForm, int]) -> None:
    """A new page with who orders, of whom, under which number."""
    form, copy = of
    sheet.page.begin_page(WIDTH, HEIGHT)
    sheet.at = EDGE
    sheet.line(str(form.title), LARGE, bold=True)
    if form.copies > 1:
        words = _("Copy %(copy)s of %(copies)s") % {"copy": copy, "copies": form.copies}
        sheet.right(COLUMNS[5], words, USUAL)
    day = format_date(view.row.ordered_on, get_language() or "en")
    sheet.line(f"{view.row.number} · {day}", bold=True)
    sheet.at += 2
    sheet.line(f"{branch.pharmacy.name} · {branch.name}", bold=True)
    for words in wrapped(" · ".join(filter(None, (branch.address, branch.phone))), SMALL, 170, 2):
        sheet.line(words, SMALL)
    for words in _licences(branch):
        sheet.line(words, SMALL)
    sheet.at += 2
    sheet.line(f"{_('To')}: {view.supplier}", bold=True)
    sheet.at += 3
    _titles(sheet)


def _titles(sheet: _Sheet) -> None:
    sheet.at += STEP
    heads: Sequence[tuple[int, Text]] = (
        (0, "#"),
        (1, _("Supplier’s code")),
        (2, _("Product")),
        (3, _("Quantity")),
        (4, _("Price")),
    )
    for column, words in heads:
        sheet.page.text(COLUMNS[column], sheet.at, SMALL, str(words), bold=True)
    sheet.right(COLUMNS[5], _("With tax"), bold=True)
    sheet.page.box(EDGE, sheet.at + 1.4, WIDTH - 2 * EDGE, 0.3)
    sheet.at += 2


def _row(sheet: _Sheet, line: OrderedLine, price: str, amount: str) -> None:
    row = line.row
    quantity = f"{row.packs} {line.pack}"
    if row.bonus_packs:
        quantity = _("%(packs)s + %(bonus)s free") % {"packs": quantity, "bonus": row.bonus_packs}
    cells = (
        (0, [str(row.position)]),
        (1, wrapped(row.supplier_code or "–", SMALL, 28, 1)),
        (2, wrapped(line.product, SMALL, 63, 2)),
        (3, wrapped(quantity, SMALL, 28, 2)),
        (4, [price]),
    )
    sheet.at += STEP
    for column, words in cells:
        for at, part in enumerate(words):
            sheet.page.text(COLUMNS[column], sheet.at + at * 3.8, SMALL, part)
    sheet.right(COLUMNS[5], amount)
    sheet.at += 3.8 * (max(len(words) for _column, words in cells) - 1)


def _licences(branch: Any) -> list[str]:
    """The licences that the branch has entered, a line each."""
    fields = profile_for(branch.pharmacy.country).licences
    values = branch.licences
    return [f"{one.label}: {values[one.code]}" for one in fields if values.get(one.code)]


def _foot(sheet: _Sheet, branch: Any, form: OrderForm) -> None:
    """Who signs: on a letter that is signed the pharmacist in charge, with the licence."""
    if sheet.at > HEIGHT - EDGE - FOOT + 20:
        sheet.page.begin_page(WIDTH, HEIGHT)
    sheet.at = HEIGHT - EDGE - 46
    if not form.is_signed:
        sheet.line(f"{_('Ordered by')}: ______________________")
        return
    values = branch.licences
    sheet.line(_("Pharmacist in charge"))
    sheet.at += 22
    sheet.line(values.get("apj") or "______________________", bold=True)
    fields = profile_for(branch.pharmacy.country).licences
    own = next((one for one in fields if one.holder is LicenceHolder.PHARMACIST), None)
    if own is not None:
        sheet.line(f"{own.label}: {values.get(own.code) or '______________________'}", SMALL)
    sheet.line(_("Signature and stamp"), SMALL)
