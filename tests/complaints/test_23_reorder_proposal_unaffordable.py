"""Complaint 23: the reorder proposal was for more money than there was.

Third-Culture-Software/bhima #5822 (a proposal of US$120,000), open-msupply/mobile #248 ("just order
what's needed").
"""

from __future__ import annotations

import pytest

from tests.support.proposals import buying_shop
from tests.support.shop import Shop
from theriac.domains.capital.problems import CapitalFloorReached
from theriac.domains.capital.queries.position import capital_position
from theriac.domains.proposals.queries.proposals import read_proposal
from theriac.domains.purchase_orders.models import PurchaseOrder

pytestmark = [pytest.mark.django_db, pytest.mark.rows("PUR-10")]


@pytest.mark.parametrize("limit", [0, 39_999, 40_000, 125_000, 1_000_000])
def test_no_proposal_costs_more_than_its_limit_or_buys_more_than_is_needed(
    shop: Shop, limit: int
) -> None:
    buying = buying_shop(shop)
    found = read_proposal(actor=shop.owner, proposal_id=buying.proposed(limit=limit))

    assert found is not None
    assert found.row.cost <= limit
    bought = {one.row.product_id: one.row.reasons["units"] for one in found.lines}
    assert bought.get(buying.first.id, 0) <= 300
    assert bought.get(buying.second.id, 0) <= 200
    assert all(one.limits for one in found.kept_out)


def test_what_the_money_does_not_pay_any_more_is_not_ordered(shop: Shop) -> None:
    buying = buying_shop(shop, money=250_000)
    first, second = buying.submitted(limit=200_000), buying.submitted(limit=200_000)
    buying.approved(first)

    with pytest.raises(CapitalFloorReached):
        buying.approved(second)
    assert PurchaseOrder.objects.count() == 1
    assert capital_position().available == 50_000
