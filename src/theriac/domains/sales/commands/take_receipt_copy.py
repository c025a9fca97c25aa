"""Printing an older receipt again: a copy, counted and on record."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.models import ReceiptCopy, Sale
from theriac.domains.sales.permissions import COPY_RECEIPT


@command(
    name="sales.take_receipt_copy",
    done=gettext_lazy("Printed a copy of a receipt"),
    permission=COPY_RECEIPT,
)
def take_receipt_copy(*, actor: Actor, branch_id: BranchId, sale_id: UUID) -> UUID:
    """Record that a sale's receipt is printed again; returns the copy's id.

    Its number is the next of the sale's copies, from 1 on without gaps, also where two are taken at
    once. Raises NotFound for a sale of another branch as for none.
    """
    sale = Sale.objects.select_for_update().filter(id=sale_id, branch_id=branch_id).first()
    if sale is None:
        raise NotFound(_("There is no such receipt at this branch. Search again."), sale_id=sale_id)
    copy = ReceiptCopy(
        id=current_unit().effect_id,
        sale_id=sale.id,
        number=ReceiptCopy.objects.filter(sale_id=sale.id).count() + 1,
        taken_at=clock.now(),
        taken_by=actor.id,
        terminal_id=actor.terminal_id,
    )
    insert_rows(ReceiptCopy, [copy])
    facts = {"sale": sale.number, "copy": copy.number}
    current_unit().record("sales.receipt_copy", copy.id, facts=facts)
    return copy.id
