"""Points that expire: what came first is spent first, and what had expired isn't taken twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.support.controlled import violations
from tests.support.credit import sold_for
from tests.support.customer_returns import a_return, approved_return
from tests.support.loyalty import (
    a_member,
    ledger,
    points,
    programme,
    with_points,
)
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.domains.loyalty.commands.expire import expire_points
from theriac.domains.loyalty.jobs import expire_due_points
from theriac.domains.loyalty.models import LoyaltyMember
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import TenderGiven
from theriac.domains.sales.commands.complete_sale import CompletedSale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-26")]
CASH = TenderGiven(method=PaymentMethod.CASH)
BATCH = [new_id()]
"""Of the medicine that a test sells, at 700 a unit."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 300)
    return found


def sell(
    shop: Shop,
    medicine: Medicine,
    units: int,
    member: LoyaltyMember | None,
    tenders: Sequence[TenderGiven] = (CASH,),
) -> CompletedSale:
    number = member.number if member else ""
    return sold_for(shop, medicine.id, units, tenders, member_number=number)


class TestExpiry:
    def test_what_came_first_is_spent_first_and_the_rest_goes(
        self, shop: Shop, medicine: Medicine
    ) -> None:
        programme(shop, expiry_months=1)
        member = a_member(shop)
        sell(shop, medicine, 10, member)  # 70
        with clock.at(clock.now() + timedelta(days=20)):
            sell(shop, medicine, 1, member, [with_points(100), CASH])  # -20, +6
        with clock.at(clock.now() + timedelta(days=40)):
            assert expire_due_points.func() == 50
            assert points(member) == 6
            assert expire_due_points.func() == 0
        with clock.at(clock.now() + timedelta(days=60)):
            assert expire_due_points.func() == 6
        assert points(member) == 0
        assert violations() == []

    def test_what_had_expired_isnt_taken_twice(self, shop: Shop, medicine: Medicine) -> None:
        programme(shop, expiry_months=1)
        member = a_member(shop)
        done = sell(shop, medicine, 10, member)
        with clock.at(clock.now() + timedelta(days=40)):
            expire_due_points.func()
            approved_return(shop, a_return(done))
            assert expire_points(actor=SYSTEM, member_ids=[member.id]) == 0
        assert ledger(member) == [
            ("earned", 70),
            ("expired", -70),
            ("taken_back", -70),
            ("restored", 70),
        ]
        assert points(member) == 0
        assert violations() == []
