"""The demo's proposals: one approved and ordered, one that waits for approval.

They are made of what two suppliers offer for the goods that the branch needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.capital.queries.position import capital_now
from theriac.domains.forecasting.commands.follow_demand import follow_branch
from theriac.domains.forecasting.queries.needs import branch_needs
from theriac.domains.offers.commands.confirm import confirm_offer
from theriac.domains.offers.commands.enter import enter_offer
from theriac.domains.offers.rules.facts import OfferNew
from theriac.domains.organisation.ids import BranchId
from theriac.domains.proposals.commands.decide import approve_proposal
from theriac.domains.proposals.commands.propose import propose
from theriac.domains.proposals.commands.submit import submit_proposal
from theriac.domains.proposals.rules.facts import ProposalTerms
from theriac.domains.suppliers.ids import SupplierId
from theriac.surfaces.operations.demo.purchases.lost_sales import add_lost_sales
from theriac.surfaces.operations.demo.purchases.receipts import Goods
from theriac.surfaces.operations.demo.purchases.suppliers import offered_line

MOST_OFFERED = 60
PARTS = (120, 60)
"""Each proposal is made under such a part of the capital that is free."""
COVER_DAYS = (14, 30)
"""Until when stock is to last; the second one buys at last prices too."""
REASON = "as discussed"


def add_proposals(
    people: tuple[Actor, Actor],
    branch_id: BranchId,
    goods: Sequence[Goods],
    suppliers: Sequence[SupplierId],
    end: datetime,
    today: date,
) -> int:
    """A manager proposes what the suppliers offer, an owner approves the first; how many."""
    manager, owner = people
    with clock.at(end):
        follow_branch(branch_id)
        needed = _needed(manager, branch_id, goods)
        _offer(manager, branch_id, needed, suppliers, today)
    add_lost_sales(manager, branch_id, needed, end)
    for number, (part, days) in enumerate(zip(PARTS, COVER_DAYS, strict=True)):
        with clock.at(end):
            terms = ProposalTerms(
                limit=max(0, capital_now(actor=owner).free) // part,
                cover_days=days,
                supplier_ids=tuple(suppliers),
                last_prices=number > 0,
            )
            made = propose(actor=manager, branch_id=branch_id, terms=terms)
            submit_proposal(actor=manager, branch_id=branch_id, proposal_id=made, version=1)
            if number == 0:
                _approve(owner, branch_id, made)
    return len(PARTS)


def _needed(manager: Actor, branch_id: BranchId, goods: Sequence[Goods]) -> list[Goods]:
    """What the branch runs out of, in the plan's order."""
    needs = branch_needs(actor=manager, branch_id=branch_id).products
    wanted = {one.product_id for one in needs if one.order.units}
    return [one for one in goods if one[1].product_id in wanted][:MOST_OFFERED]


def _offer(
    manager: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    suppliers: Sequence[SupplierId],
    today: date,
) -> None:
    """Each supplier offers most of it, at its own price."""
    for number, supplier_id in enumerate(suppliers):
        facts = OfferNew(
            supplier_id=supplier_id,
            number=f"PNW/{today.year}/{140 + 7 * number}",
            valid_until=today + timedelta(days=20 + 5 * number),
            lines=tuple(
                offered_line(one, at, number)
                for at, one in enumerate(goods)
                if (at + number) % 4 != 3
            ),
        )
        offer_id = enter_offer(actor=manager, branch_id=branch_id, facts=facts)
        confirm_offer(actor=manager, branch_id=branch_id, offer_id=offer_id, version=1)


def _approve(owner: Actor, branch_id: BranchId, proposal_id: UUID) -> None:
    approve_proposal(
        actor=owner, branch_id=branch_id, proposal_id=proposal_id, version=2, reason=REASON
    )
