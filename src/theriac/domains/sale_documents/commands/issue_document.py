"""Handing out a paper of a sale: the original once, then copies by number."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sale_documents.models import IssuedOriginal
from theriac.domains.sales.commands.take_receipt_copy import take_receipt_copy
from theriac.domains.sales.permissions import COPY_RECEIPT
from theriac.domains.sales.queries.receipts import prints_elsewhere


@command(
    name="sale_documents.issue_document",
    done=gettext_lazy("Issued a document of a sale"),
    permission=COPY_RECEIPT,
)
def issue_document(*, actor: Actor, branch_id: BranchId, sale_id: UUID) -> UUID:
    """The id of what is issued: the original of a program's sale, else the next copy.

    A counter printed the original of its own sales. Of two at once one gets the original, the other
    a copy. Raises NotFound for a sale of another branch as for none.
    """
    is_printed = prints_elsewhere(branch_id=branch_id, sale_id=sale_id)
    if is_printed is None:
        raise NotFound(_("This sale doesn’t exist. Choose one from the list."), sale_id=sale_id)
    if is_printed:
        return take_receipt_copy(actor=actor, branch_id=branch_id, sale_id=sale_id)
    row = IssuedOriginal(
        id=current_unit().effect_id, sale_id=sale_id, issued_at=clock.now(), issued_by=actor.id
    )
    if not insert_if_absent(IssuedOriginal, row):
        return take_receipt_copy(actor=actor, branch_id=branch_id, sale_id=sale_id)
    current_unit().record("sale_documents.original", row.id, facts={"sale_id": sale_id})
    return row.id
