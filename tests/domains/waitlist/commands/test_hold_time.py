"""How long a branch holds goods: for offers from then on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import join
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.waitlist.commands.hold_time import set_hold_time
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.problems import WaitRefused
from theriac.domains.waitlist.queries import hold_time

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


def test_goods_are_held_for_the_branchs_hours(shop: Shop) -> None:
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    medicine, now = add_medicine(shop), clock.now()
    first = join(shop, medicine, 1, "A1")
    second = join(shop, medicine, 1, "A2")
    assert hold_time(**here) == 24
    with clock.at(now):
        stock_up(shop, medicine, 1)
    set_hold_time(**here, hours=48)
    set_hold_time(**here, hours=4)
    assert hold_time(**here) == 4
    with clock.at(now):
        stock_up(shop, medicine, 1, batch_number="B2")
    assert Wait.objects.get(id=first).hold_until == now + timedelta(hours=24)
    assert Wait.objects.get(id=second).hold_until == now + timedelta(hours=4)
    records = AuditRecord.objects.filter(command="waitlist.set_hold_time").order_by("id")
    assert [one.facts for one in records] == [
        {"before": {"hours": 24}, "after": {"hours": 48}},
        {"before": {"hours": 48}, "after": {"hours": 4}},
    ]


@pytest.mark.parametrize("hours", [0, -1, 337])
def test_hours_are_bounded(shop: Shop, hours: int) -> None:
    with pytest.raises(WaitRefused):
        set_hold_time(actor=shop.owner, branch_id=shop.branch_id, hours=hours)
