"""What a person does unasked in a day is added up, theirs alone and of that act and branch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop
from tests.support.shops import second_branch
from theriac.core.approval.demand import PersonDay, stays_within, within_limit
from theriac.core.ids import new_id
from theriac.domains.customer_returns.approval import REFUND
from theriac.domains.stock.approval import CHANGE

pytestmark = [pytest.mark.django_db, pytest.mark.rows("AUD-09")]


def test_what_another_did_at_another_branch_or_day_or_act_doesnt_count(shop: Shop) -> None:
    whose = PersonDay(shop.owner.id, shop.today)
    assert within_limit(CHANGE, shop.branch_id, whose=whose, value=600, limit=1000)
    more = {"value": 401, "limit": 1000}

    assert stays_within(CHANGE, shop.branch_id, whose=whose, value=400, limit=1000)
    assert not stays_within(CHANGE, shop.branch_id, whose=whose, **more)
    assert stays_within(REFUND, shop.branch_id, whose=whose, **more)
    assert stays_within(CHANGE, second_branch(shop), whose=whose, **more)
    tomorrow = shop.today + timedelta(days=1)
    for other in (whose._replace(person_id=new_id()), whose._replace(day=tomorrow)):
        assert stays_within(CHANGE, shop.branch_id, whose=other, **more)
