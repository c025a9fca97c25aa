"""A counter's basket takes a quotation, and the sale of that basket converts it: one of them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.among import Among
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.terminals import get_terminal
from theriac.domains.quotations.models import Quotation
from theriac.domains.quotations.problems import QuotationEnded, QuotationTaken
from theriac.domains.quotations.steps import locked_quotation, note, standing
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.queries.pushes import never_arrived

State = Quotation.State


@command(
    name="quotations.take_quotation",
    done=gettext_lazy("Opened a quotation at a counter"),
    permission=SELL,
)
def take_quotation(
    *,
    actor: Actor,
    branch_id: BranchId,
    quotation_id: UUID,
    basket_id: UUID,
    takes_over: bool = False,
) -> None:
    """Let the basket of this id have it, and no other; the same basket may ask again.

    ``takes_over``: somebody said that the other basket is given up. Raises QuotationUnknown,
    QuotationEnded, QuotationTaken.
    """
    row = locked_quotation(branch_id, quotation_id)
    if row.sale_id == basket_id:
        return
    if row.sale_id is not None:
        _refuse_taken(row, takes_over=takes_over)
    if Quotation.objects.filter(sale_id=basket_id).exists() or not never_arrived([basket_id]):
        raise QuotationTaken(
            _("This basket already has a quotation. Finish or park it, then open this one.")
        )
    before = standing(row)
    row.sale_id, row.taken_at, row.taken_by = basket_id, clock.now(), actor.terminal_id or actor.id
    keep(row)
    note(row, before)


def _refuse_taken(row: Quotation, *, takes_over: bool) -> None:
    if row.sale_id not in never_arrived([row.sale_id] if row.sale_id else []):
        words = _("This quotation was already converted to a sale.")
        raise QuotationEnded(words, state=State.CONVERTED)
    if takes_over:
        return
    terminal = get_terminal(row.taken_by) if row.taken_by else None
    name = terminal.name if terminal else "–"
    raise QuotationTaken(
        _("Counter %(terminal)s has this quotation in a basket.") % {"terminal": name},
        terminal=name,
        taken_at=row.taken_at,
    )


@command(
    name="quotations.follow_sales",
    done=gettext_lazy("Converted quotations that were sold"),
    system_only=True,
)
def follow_sales(*, actor: Actor, sale_ids: Collection[UUID]) -> int:
    """Convert what these sales were of; how many quotations."""
    rows = Quotation.objects.select_for_update().filter(
        Among("sale_id", sale_ids), state=State.ISSUED
    )
    found = list(rows.order_by("id"))
    for row in found:
        before = standing(row)
        row.state, row.ended_at = State.CONVERTED, clock.now()
        keep(row)
        note(row, before)
    return len(found)
