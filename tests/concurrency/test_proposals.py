"""Two who approve at once order once; two proposals never spend the same money."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.support.at_once import how_many
from tests.support.proposals import BuyingShop, buying_shop
from tests.support.shop import Shop, add_staff
from theriac.core.problems import Conflict, Stale
from theriac.core.verification.registry import run_checks
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.proposals.models import ProposalDecision
from theriac.domains.purchase_orders.models import PurchaseOrder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("PUR-11")]


def approving(buying: BuyingShop, proposal_id: UUID, actor: Any) -> Callable[[], Any]:
    return lambda: buying.approved(proposal_id, actor)


def test_two_approvers_order_once(shop: Shop) -> None:
    buying = buying_shop(shop)
    other = add_staff("owner", None, "second owner")
    proposal_id = buying.submitted()

    people = [buying.manager, other, buying.manager]
    assert how_many([approving(buying, proposal_id, one) for one in people], Conflict, Stale) == 1
    assert (PurchaseOrder.objects.count(), ProposalDecision.objects.count()) == (1, 1)
    assert capital_position().on_order == 200_000
    assert [one.violations for one in run_checks() if one.violations] == []


def test_two_proposals_never_spend_the_same_money(shop: Shop) -> None:
    buying = buying_shop(shop, money=300_000)
    proposals = [buying.submitted(), buying.submitted()]

    assert (
        how_many([approving(buying, one, buying.manager) for one in proposals], Conflict, Stale)
        == 1
    )
    position = capital_position()
    assert (position.on_order, position.available) == (200_000, 100_000)
    assert [one.violations for one in run_checks() if one.violations] == []
