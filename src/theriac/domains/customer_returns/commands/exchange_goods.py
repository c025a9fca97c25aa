"""An exchange: a return and a sale in one, which settle their difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.demand import PersonDay
from theriac.core.command import command
from theriac.core.ids import new_id
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
from theriac.domains.customer_returns.refunds import refund_of, total_of
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale, complete_sale
from theriac.domains.sales.queries.quotes import quote_sale


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The credit note's id, and the sale that took the goods' place."""

    return_id: UUID
    sold: CompletedSale


@command(
    name="customer_returns.exchange_goods",
    done=_("Exchanged goods"),
    permission=ACCEPT_RETURNS,
)
def exchange_goods(
    *,
    actor: Actor,
    branch_id: BranchId,
    terminal_id: TerminalId,
    draft: CustomerReturnNew,
    sale: SaleDraft,
    approval_id: UUID | None = None,
) -> Exchanged:
    """Take goods back and sell others for them: only the difference is paid, or refunded.

    The effect is the sale; its tenders pay what the return doesn't cover. ``draft``'s refunds are
    those of what is left of it. ``approval_id`` is the return's, the sale has its own. Raises what
    ``return_goods`` and ``complete_sale`` raise, NotPermitted for who may not sell.
    """
    lock_sale(draft.sale_id)
    answered, rules = sale_to_return(actor, branch_id, draft.sale_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    amount = sum(one.share.amount for one in parts)
    worth = total_of(amount, None, answered.terms(parts, rules))
    quote = quote_sale(actor=actor, branch_id=branch_id, terminal_id=terminal_id, draft=sale)
    sold = complete_sale(
        actor=actor,
        branch_id=branch_id,
        terminal_id=terminal_id,
        draft=replace(sale, tenders=_tenders(sale.tenders, worth, quote.priced.total)),
    )
    terms = answered.terms(parts, rules, min(worth, sold.sale.total))
    refund = refund_of(amount, draft, terms)
    asked = (branch_id, draft.sale_id, actor, approval_id)
    why = answered.unusual(rules.today, refund, terms)
    whose = PersonDay(actor.id, rules.today)
    reasons = reasons_of_return(why, refund, branch_id, whose, counts=True)
    note = CreditNote(
        id=new_id(),
        branch_id=branch_id,
        reason=draft.reason,
        note=draft.note,
        parts=parts,
        refund=refund,
        approval_id=demand_for_return(reasons, parts, refund, asked),
        sale_id=draft.sale_id,
        exchange_sale_id=sold.sale.id,
    )
    return Exchanged(UUID(str(write_note(actor, note).id)), sold)


def _tenders(given: Sequence[TenderGiven], worth: int, total: int) -> Sequence[TenderGiven]:
    """What the return pays of the sale, then what the customer gives.

    Where it pays all, only sums that are named are left of what the customer gives: change, or
    refused.
    """
    if not worth:
        return given
    if total <= worth:
        named = [one for one in given if one.amount is not None]
        paid = total if named else None
        return [TenderGiven(method=PaymentMethod.EXCHANGE, amount=paid), *named]
    return [TenderGiven(method=PaymentMethod.EXCHANGE, amount=worth), *given]
