"""Taking goods back by their receipt, and refunding them."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.demand import PersonDay
from theriac.core.command import command, current_unit
from theriac.domains.customer_returns.approval import demand_for_return, reasons_of_return
from theriac.domains.customer_returns.credit_note import (
    CreditNote,
    lock_sale,
    write_note,
)
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.goods import parts_of
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.queries.returnable import (
    sale_to_return,
)
from theriac.domains.customer_returns.refunds import refund_of
from theriac.domains.organisation.ids import BranchId


@command(
    name="customer_returns.return_goods",
    done=_("Accepted a return from a customer"),
    permission=ACCEPT_RETURNS,
)
def return_goods(
    *,
    actor: Actor,
    branch_id: BranchId,
    draft: CustomerReturnNew,
    approval_id: UUID | None = None,
) -> UUID:
    """Take goods of a sale back to their batches and refund them; the credit note's id.

    Raises NotFound, NotPermitted for who may not see sales, ReturnTooMuch, NotReturnable,
    NoteOnHold, RefundUnfit, Unprocessable; for what is unusual ApprovalNeeded, ApprovalUnfit.
    """
    lock_sale(draft.sale_id)
    answered, rules = sale_to_return(actor, branch_id, draft.sale_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    terms = answered.terms(parts, rules)
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms)
    asked = (branch_id, draft.sale_id, actor, approval_id)
    why = answered.unusual(rules.today, refund, terms)
    whose = PersonDay(actor.id, rules.today)
    reasons = reasons_of_return(why, refund, branch_id, whose, counts=True)
    note = CreditNote(
        id=current_unit().effect_id,
        branch_id=branch_id,
        reason=draft.reason,
        note=draft.note,
        parts=parts,
        refund=refund,
        approval_id=demand_for_return(reasons, parts, refund, asked),
        sale_id=draft.sale_id,
    )
    return UUID(str(write_note(actor, note).id))
