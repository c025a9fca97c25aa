"""A purchase order on paper: in the supplier's codes, on the country's form, in its copies."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_date
from theriac.core.paper.documents import PaperColumn, PaperDocument, drawn_document
from theriac.core.query import query
from theriac.countries.documents import LicenceHolder
from theriac.countries.registry import profile_for
from theriac.countries.suppliers import OrderForm
from theriac.domains.organisation.queries.branches import get_branch, money_writer
from theriac.domains.purchase_orders.letters import form_named
from theriac.domains.purchase_orders.permissions import VIEW_ORDERS
from theriac.domains.purchase_orders.queries.orders import OrderedLine, OrderView, read_order

BLANK = "______________________"


@query(permission=VIEW_ORDERS)
def order_paper(*, actor: Actor, order_id: UUID) -> bytes | None:
    """The order as PDF in the reader's language; None where the actor may not see it."""
    view = read_order(actor=actor, order_id=order_id)
    return drawn_order(view) if view else None


def drawn_order(view: OrderView) -> bytes:
    """Every copy of the order, each on pages of its own."""
    return drawn_document(paper_of(view))


def paper_of(view: OrderView) -> PaperDocument:
    """What stands on it."""
    branch: Any = get_branch(view.row.branch_id)
    form = form_named(view.row.branch_id, view.row.form, view.lines[0].row.product_id)
    money = money_writer()
    day = format_date(view.row.ordered_on, get_language() or "en")
    number = f"{view.row.number} · {day}"
    shop = f"{branch.pharmacy.name} · {branch.name}"
    to = f"{_('To')}: {view.supplier}"
    place = " · ".join(filter(None, (branch.address, branch.phone)))
    return PaperDocument(
        title=str(form.title),
        heads=[number, shop, *filter(None, (place, *_licences(branch))), to],
        bold=frozenset({number, shop, to}),
        columns=(
            PaperColumn("#", 8),
            PaperColumn(_("Supplier’s code"), 30),
            PaperColumn(_("Product"), 56),
            PaperColumn(_("Quantity"), 32),
            PaperColumn(_("Price"), 22, is_number=True),
            PaperColumn(_("With tax"), 26, is_number=True),
        ),
        rows=[_row(line, money(line.row.price), money(line.row.committed)) for line in view.lines],
        total=(_("Total with tax"), money(view.row.total)),
        note=view.row.note,
        foot=_foot(branch, form),
        copies=_copies(form),
    )


def _row(line: OrderedLine, price: str, amount: str) -> tuple[str, ...]:
    row = line.row
    quantity = f"{row.packs} × {line.pack}"
    if row.bonus_packs:
        quantity = _("%(packs)s + %(bonus)s free") % {"packs": quantity, "bonus": row.bonus_packs}
    return (str(row.position), row.supplier_code, line.product, quantity, price, amount)


def _licences(branch: Any) -> list[str]:
    """The licences that the branch has entered, a line each."""
    fields = profile_for(branch.pharmacy.country).licences
    values = branch.licences
    return [f"{one.label}: {values[one.code]}" for one in fields if values.get(one.code)]


def _copies(form: OrderForm) -> list[str]:
    if form.copies == 1:
        return [""]
    words = _("Copy %(copy)s of %(copies)s")
    return [words % {"copy": at, "copies": form.copies} for at in range(1, form.copies + 1)]


def _foot(branch: Any, form: OrderForm) -> list[str]:
    """Who signs: on a letter that is signed the pharmacist in charge, with the licence."""
    if not form.is_signed:
        return [f"{_('Ordered by')}: {BLANK}"]
    fields, values = profile_for(branch.pharmacy.country).licences, branch.licences
    own = next((one for one in fields if one.holder is LicenceHolder.PHARMACIST), None)
    found = [_("Pharmacist in charge"), values.get("apj") or BLANK]
    if own is not None:
        found.append(f"{own.label}: {values.get(own.code) or BLANK}")
    return [*found, _("Signature and stamp")]
