"""Taking goods back without their receipt: approved each time, into quarantine."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.customer_returns.approval import demand_unreceipted
from theriac.domains.customer_returns.credit_note import (
    CreditNote,
    write_note,
)
from theriac.domains.customer_returns.drafts import UnreceiptedReturnNew
from theriac.domains.customer_returns.models import CustomerReturn
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.returnable import rules_here
from theriac.domains.customer_returns.refunds import refund_of
from theriac.domains.customer_returns.unreceipted import parts_unreceipted, terms_unreceipted
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.ledger import lock_lying


@command(
    name="customer_returns.return_unreceipted",
    done=gettext_lazy("Accepted a return without a receipt"),
    permission=ACCEPT_RETURNS,
)
def return_unreceipted(
    *,
    actor: Actor,
    branch_id: BranchId,
    draft: UnreceiptedReturnNew,
    approval_id: UUID | None = None,
    note_id: UUID | None = None,
    at_till: bool = False,
) -> UUID:
    """Take goods without their receipt into quarantine and refund them; the credit note's id.

    For no more than the lowest price of the product in the last days that the pharmacy sets, and
    no more units of a batch that the branch had than customers have. ``note_id`` is the id that a
    device chose: asked again, what was written under it stands. ``at_till``: the device's till pays
    the cash out, though the server may not have heard of it yet. Raises NotFound, ReturnTooMuch,
    PriceTooHigh, NotReturnable, RefundUnfit, ApprovalNeeded, ApprovalUnfit.
    """
    lock_lying([one.batch_id for one in draft.lines])
    if note_id is not None and _is_written(actor, branch_id, note_id):
        return note_id
    rules = rules_here(branch_id)
    parts = parts_unreceipted(branch_id, draft.lines, rules)
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms_unreceipted(rules))
    note = CreditNote(
        id=note_id or current_unit().effect_id,
        branch_id=branch_id,
        reason=draft.reason,
        note=draft.note,
        parts=parts,
        refund=refund,
        approval_id=demand_unreceipted(parts, refund, (branch_id, actor, approval_id)),
        is_paid_at_till=at_till,
    )
    row: CustomerReturn = write_note(actor, note)
    return UUID(str(row.id))


def _is_written(actor: Actor, branch_id: UUID, note_id: UUID) -> bool:
    row = CustomerReturn.objects.filter(id=note_id).first()
    if row is not None and (row.branch_id, row.person_id) != (branch_id, actor.id):
        raise NotFound(_("This credit note doesn’t exist at this branch."))
    return row is not None
