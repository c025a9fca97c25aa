"""A sale with what came back of it, and what a return would come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.approval.demand import PersonDay
from theriac.core.problems import NotFound
from theriac.core.query import query
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.rules import SERVICE
from theriac.domains.customer_returns.approval import content_of_return, reasons_of_return
from theriac.domains.customer_returns.drafts import CustomerReturnNew
from theriac.domains.customer_returns.goods import Before, ReturnedPart, ReturnRules, parts_of
from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturnLine,
)
from theriac.domains.customer_returns.permissions import ACCEPT_RETURNS
from theriac.domains.customer_returns.ports import held_note
from theriac.domains.customer_returns.problems import NoteOnHold
from theriac.domains.customer_returns.refunds import Refund, RefundTerms, refund_of, total_of
from theriac.domains.customer_returns.rules import (
    EXCHANGE,
    left_by,
    unusual,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import (
    branch_date,
    get_settings,
    pharmacy_country,
)
from theriac.domains.sales.ledgers.together import borne_of
from theriac.domains.sales.queries.sold_goods import (
    ReturnableSale,
    SoldGoods,
    returnable_sale,
)
from theriac.domains.serials.queries import OpenPack, open_packs
from theriac.domains.stock.queries.batches.allocations import TakenBatch


@dataclass(frozen=True, slots=True)
class AnsweredSale:
    """A sale with what came back of it: base units, and money by method, in minor units.

    ``borne`` is what credit accounts were charged by it, less what came back, and what members'
    points paid, by method.
    """

    sale: ReturnableSale
    before: Before
    refunded: dict[str, int]
    borne: Mapping[str, int] = field(default_factory=dict)

    def left(self) -> dict[str, int]:
        """What may go back by each way it was paid; to a ledger what it still bears of it."""
        found = left_by(self.sale.paid, self.refunded)
        return {key: min(amount, self.borne.get(key, amount)) for key, amount in found.items()}

    def terms(
        self, parts: Sequence[ReturnedPart], rules: ReturnRules, exchanged: int = 0
    ) -> RefundTerms:
        """How what these parts cost is refunded."""
        settings = get_settings()
        came = sum(self.before.values()) + sum(one.quantity for one in parts)
        sold = sum(line.quantity for line in self.sale.lines)
        rest = self.sale.total - sum(self.refunded.values())
        left = self.left()
        left.pop(EXCHANGE, None)
        return RefundTerms(
            profile=rules.profile,
            currency=self.sale.currency,
            multiple=settings.cash_rounding if settings else 1,
            left=left,
            rest=max(0, rest),
            is_last=came == sold,
            exchanged=exchanged,
        )

    def unusual(self, today: date, refund: Refund, terms: RefundTerms) -> list[str]:
        """What of a return somebody else approves each time."""
        slack = max(0, refund.rounding)
        return unusual(self.sale.business_on, today, refund.by_method(), terms.left, slack)


def rules_here(branch_id: UUID) -> ReturnRules:
    """The rules of country and pharmacy, as of today at the branch."""
    settings = get_settings()
    return ReturnRules(
        profile_for(pharmacy_country()),
        branch_date(branch_id),
        settings.returns_to_shelf if settings else False,
    )


def answered_sale(actor: Actor, sale_id: UUID) -> AnsweredSale:
    """The sale that the actor may see, with what came back of it. Raises NotFound."""
    sale = returnable_sale(actor=actor, sale_id=sale_id)
    if sale is None:
        raise NotFound(_("This sale doesn’t exist. Choose one from the list."), field="sale_id")
    before: dict[tuple[UUID, UUID | None], int] = defaultdict(int)
    lines = CustomerReturnLine.objects.filter(customer_return__sale_id=sale_id).order_by()
    for line_id, batch_id, units in lines.values_list("sale_line_id", "batch_id", "quantity"):
        if line_id is not None:
            before[line_id, batch_id] += units
    refunded: dict[str, int] = defaultdict(int)
    refunds = CustomerRefund.objects.filter(customer_return__sale_id=sale_id).order_by()
    for method, amount in refunds.values_list("method", "amount"):
        refunded[method] += amount
    borne = borne_of(sale_id, sale.paid)
    return AnsweredSale(sale, before, dict(refunded), borne)


def answered_here(
    actor: Actor, branch_id: BranchId, sale_id: UUID
) -> tuple[AnsweredSale, ReturnRules]:
    """The same with the rules of the branch that takes it back.

    Raises NotReturnable where its papers would bear the tax of another place than the sale's.
    """
    answered, rules = answered_sale(actor, sale_id), rules_here(branch_id)
    rules.refuse_taxed_elsewhere(answered.sale.branch_id, branch_id)
    return answered, rules


def sale_to_return(
    actor: Actor, branch_id: BranchId, sale_id: UUID
) -> tuple[AnsweredSale, ReturnRules]:
    """The same of which something comes back now. Raises NotFound, NotReturnable, NoteOnHold."""
    answered, rules = answered_here(actor, branch_id, sale_id)
    number = held_note(answered.sale.branch_id, sale_id)
    if number is not None:
        text = _(
            "Credit note %(number)s of this receipt is on hold. "
            "Ask a manager to decide on it first."
        )
        raise NoteOnHold(text % {"number": number}, number=number)
    return answered, rules


@dataclass(frozen=True, slots=True)
class LineToReturn:
    """A line of a sale, base units of it that can still come back, and of each batch.

    A service has no batches. ``packs`` are its single packs that aren't back.
    """

    line: SoldGoods
    product: str
    left: int
    batches: Sequence[tuple[TakenBatch, int]]
    packs: Sequence[OpenPack]


@dataclass(frozen=True, slots=True)
class SaleToReturn:
    """What of a sale can still come back, and what is left to refund by each way it was paid."""

    sale: ReturnableSale
    lines: Sequence[LineToReturn]
    money: Mapping[str, int]


@query(permission=ACCEPT_RETURNS)
def returnable(*, actor: Actor, branch_id: BranchId, sale_id: UUID) -> SaleToReturn:
    """A sale with what of it can still come back, for who takes goods back. Raises NotFound."""
    answered = answered_here(actor, branch_id, sale_id)[0]
    sale, before = answered.sale, answered.before
    products = states_of({line.product_id for line in sale.lines})
    packs = open_packs({line.line_id for line in sale.lines})
    found = []
    for line in sale.lines:
        name, state = products[line.product_id]
        batches = [
            (one, one.quantity - before.get((line.line_id, one.batch_id), 0))
            for one in line.batches
        ]
        left = sum(units for _batch, units in batches)
        if state == SERVICE:
            left = line.quantity - before.get((line.line_id, None), 0)
        found.append(LineToReturn(line, name, left, batches, packs.get(line.line_id, ())))
    return SaleToReturn(sale, found, answered.left())


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """Where each part of a return would go, and how it would be refunded."""

    parts: Sequence[ReturnedPart]
    refund: Refund
    currency: str
    left: Mapping[str, int]


@query(permission=ACCEPT_RETURNS)
def preview_return(*, actor: Actor, branch_id: BranchId, draft: CustomerReturnNew) -> ReturnPreview:
    """What ``return_goods`` would do now; nothing is locked or written. Raises what it raises."""
    answered, rules = sale_to_return(actor, branch_id, draft.sale_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    terms = answered.terms(parts, rules)
    refund = refund_of(sum(one.share.amount for one in parts), draft, terms)
    return ReturnPreview(parts, refund, answered.sale.currency, terms.left)


@dataclass(frozen=True, slots=True)
class ReturnAsked:
    """What a counter is told of a return before it writes its credit note.

    ``exchanged`` of it pays for another sale; ``asks`` is exactly what somebody else must approve,
    None where nobody is asked.
    """

    preview: ReturnPreview
    sold_at: UUID
    exchanged: int
    asks: Mapping[str, Any] | None


@query(permission=ACCEPT_RETURNS)
def ask_return(
    *, actor: Actor, branch_id: BranchId, draft: CustomerReturnNew, exchanged: int = 0
) -> ReturnAsked:
    """What a return would come to, of which at most ``exchanged`` pays for another sale.

    Nothing is locked, counted or written. Raises what ``return_goods`` raises.
    """
    answered, rules = sale_to_return(actor, branch_id, draft.sale_id)
    parts = parts_of(answered.sale, draft.lines, answered.before, rules)
    amount = sum(one.share.amount for one in parts)
    worth = total_of(amount, None, answered.terms(parts, rules))
    terms = answered.terms(parts, rules, min(worth, exchanged))
    refund = refund_of(amount, draft, terms)
    why = answered.unusual(rules.today, refund, terms)
    whose = PersonDay(actor.id, rules.today)
    reasons = reasons_of_return(why, refund, branch_id, whose, counts=False)
    asks = content_of_return(reasons, draft.sale_id, parts, refund) if reasons else None
    preview = ReturnPreview(parts, refund, answered.sale.currency, terms.left)
    return ReturnAsked(preview, answered.sale.branch_id, terms.exchanged, asks)
