"""Somebody else than the author approves, and the orders are placed; or rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.ids import new_id
from theriac.core.problems import require_reason
from theriac.domains.budgets.orders import summed
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.offers.queries.prices import offered
from theriac.domains.offers.rules.unit_costs import Offered
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.proposals.approval import require_approver, require_within_budgets
from theriac.domains.proposals.commands.submit import require_current
from theriac.domains.proposals.models import ProposalDecision, ProposalLine, PurchaseProposal
from theriac.domains.proposals.permissions import APPROVE_PROPOSAL
from theriac.domains.proposals.problems import ProposalOutdated
from theriac.domains.proposals.proposal import (
    content_hash,
    lines_of,
    locked_proposal,
    require_state,
    save_proposal,
)
from theriac.domains.proposals.rules.inputs import OrderingTerms
from theriac.domains.proposals.rules.lots import pack_price
from theriac.domains.proposals.snapshot import read_market
from theriac.domains.purchase_orders.commands.place import OrderSource, PlacedOrder, place_order
from theriac.domains.purchase_orders.letters import by_form
from theriac.domains.purchase_orders.rules.facts import (
    MOST_ORDER_LINES,
    OrderLineWritten,
    PurchaseOrderNew,
)

SOURCE = "proposal"
MOST_NAMED = 5


@command(
    name="proposals.approve_proposal",
    done=gettext_lazy("Approved a purchase proposal"),
    permission=APPROVE_PROPOSAL,
)
def approve_proposal(
    *,
    actor: Actor,
    branch_id: BranchId,
    proposal_id: UUID,
    version: int,
    reason: str,
    over_budget: int = 0,
) -> tuple[PlacedOrder, ...]:
    """Approve what somebody else submitted: its orders are placed and commit their money, or none.

    Prices, suppliers and capital are looked at again under the lock. ``over_budget`` is what it may
    take over budgets, in all, as its approver saw it. Raises ProposalFixed,
    ProposalApproverRefused, ProposalOutdated, BudgetExceeded, CapitalFloorReached, OrderRefused,
    Stale, NotFound, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    proposal = locked_proposal(proposal_id, branch_id, version)
    require_state(proposal, PurchaseProposal.State.SUBMITTED)
    lines = lines_of(proposal)
    require_approver(actor, proposal, lines)
    require_current(proposal)
    _require_prices(proposal, lines)
    _decision(proposal, lines, actor, why, approved=True).save(force_insert=True)
    proposal.state = PurchaseProposal.State.ORDERED
    placed = tuple(_placed(proposal, lines))
    total = sum(one.total for one in placed)
    if total > proposal.cost:
        raise ProposalOutdated(
            _("The orders would cost more than was proposed. Create a new proposal.")
        )
    over = [line for one in placed for line in one.overruns]
    require_within_budgets(actor, proposal, over, over_budget)
    facts = {"total": total, "orders": [one.number for one in placed]}
    facts |= {"over_budgets": [[str(key), by] for key, _name, by in summed(over)]} if over else {}
    save_proposal(proposal, why, facts)
    return placed


@command(
    name="proposals.reject_proposal",
    done=gettext_lazy("Rejected a purchase proposal"),
    permission=APPROVE_PROPOSAL,
)
def reject_proposal(
    *, actor: Actor, branch_id: BranchId, proposal_id: UUID, version: int, reason: str
) -> int:
    """Reject what somebody else submitted, with the reason; nothing is ordered. The version then.

    Raises ProposalFixed, ProposalApproverRefused, Stale, NotFound, Unprocessable.
    """
    why = require_reason(reason)[:120]
    proposal = locked_proposal(proposal_id, branch_id, version)
    require_state(proposal, PurchaseProposal.State.SUBMITTED)
    lines = lines_of(proposal)
    require_approver(actor, proposal, lines)
    _decision(proposal, lines, actor, why, approved=False).save(force_insert=True)
    proposal.state = PurchaseProposal.State.REJECTED
    return save_proposal(proposal, why)


def _decision(
    proposal: PurchaseProposal,
    lines: Sequence[ProposalLine],
    actor: Actor,
    reason: str,
    *,
    approved: bool,
) -> ProposalDecision:
    return ProposalDecision(
        id=new_id(),
        proposal=proposal,
        branch_id=proposal.branch_id,
        approved=approved,
        total=proposal.cost,
        content_hash=content_hash(proposal, lines),
        reason=reason,
        submitted_by=proposal.submitted_by or proposal.created_by,
        person_id=actor.id,
        recorded_at=clock.now(),
    )


def _require_prices(proposal: PurchaseProposal, lines: Sequence[ProposalLine]) -> None:
    """Raise ProposalOutdated where an offer isn't what it was any more."""
    ids = [one.product_id for one in lines if one.offer_line_id]
    today = branch_date(proposal.branch_id)
    now = {
        one.line_id: one
        for of_product in offered(branch_id=proposal.branch_id, product_ids=ids, on=today).values()
        for one in of_product
    }
    changed = [
        one.product_id
        for one in lines
        if one.offer_line_id and not _is_same(one, now.get(one.offer_line_id))
    ]
    if not changed:
        return
    names = product_names(changed[:MOST_NAMED])
    raise ProposalOutdated(
        _(
            "Offers have changed since this was proposed: %(products)s. Reject it and create a "
            "new proposal."
        )
        % {"products": ", ".join(names[one] for one in changed[:MOST_NAMED])},
        products=[str(one) for one in changed],
    )


def _is_same(line: ProposalLine, now: Offered | None) -> bool:
    """Whether the offer asks the same and has so many packs still."""
    if now is None:
        return False
    price = pack_price(now.price, now.discount, now.tax, included=now.tax_included)
    bonus = line.packs // now.bonus_for * now.bonus_packs if now.bonus_for else 0
    has = now.available_packs is None or line.packs <= now.available_packs
    return (
        has
        and line.packs >= now.minimum_packs
        and (line.packs * price.cost, line.price, bonus, line.factor)
        == (line.cost, price.price, line.bonus_packs, now.pack)
    )


def _placed(proposal: PurchaseProposal, lines: Sequence[ProposalLine]) -> Iterator[PlacedOrder]:
    """Its orders, placed. What they take over budgets is judged of all of them together."""
    offer_lines = {one.product_id: one.offer_line_id for one in lines}
    for order in orders_of(proposal, lines):
        yield place_order(
            branch_id=BranchId(proposal.branch_id),
            order=order,
            source=OrderSource(
                kind=SOURCE,
                id=proposal.id,
                may_exceed=True,
                offer_lines=tuple(offer_lines[one.product_id] for one in order.lines),
            ),
        )


def orders_of(
    proposal: PurchaseProposal, lines: Sequence[ProposalLine]
) -> Iterator[PurchaseOrderNew]:
    """The orders of each supplier: as many as the country's forms ask, and one takes lines.

    The freight is on a supplier's first.
    """
    terms = {one.id: one for one in read_market(proposal.market).suppliers}
    by_supplier = sorted(lines, key=lambda one: (one.supplier_id, one.position))
    for supplier_id, found in groupby(by_supplier, key=lambda one: one.supplier_id):
        of_supplier = list(found)
        net = sum(one.price * one.packs - one.discount for one in of_supplier)
        freight = terms.get(supplier_id, OrderingTerms(supplier_id)).freight_of(net)
        for part in _parts(proposal.branch_id, [_order_line(one) for one in of_supplier]):
            yield PurchaseOrderNew(supplier_id=supplier_id, lines=part, freight=freight)
            freight = 0


def _parts(
    branch_id: UUID, lines: Sequence[OrderLineWritten]
) -> Iterator[tuple[OrderLineWritten, ...]]:
    """A supplier's lines by the form that each needs, never more together than an order takes."""
    for _form, of_form in by_form(branch_id, lines):
        for start in range(0, len(of_form), MOST_ORDER_LINES):
            yield of_form[start : start + MOST_ORDER_LINES]


def _order_line(line: ProposalLine) -> OrderLineWritten:
    return OrderLineWritten(
        product_id=line.product_id,
        pack_id=line.pack_id,
        packs=line.packs,
        bonus_packs=line.bonus_packs,
        price=line.price,
        discount=line.discount,
        tax_bp=line.tax_bp,
        supplier_code=line.supplier_code,
    )
