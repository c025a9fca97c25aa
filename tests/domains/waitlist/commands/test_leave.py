"""Leaving the line, and passing held goods on: the next is served in the same command."""

from __future__ import annotations

import pytest

from tests.support.reservations import shelf
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at, join, states
from theriac.core.problems import Unprocessable
from theriac.domains.stock.models import Reservation
from theriac.domains.waitlist.commands.leave import leave_waitlist, pass_offer
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.problems import WaitDiffers

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


def test_who_leaves_lets_the_next_be_served(shop: Shop) -> None:
    medicine = add_medicine(shop)
    first, second = join(shop, medicine, 9, "A1"), join(shop, medicine, 2, "A2")
    third = join(shop, medicine, 3, "A3")
    stock_up(shop, medicine, 3)
    with pytest.raises(Unprocessable):
        leave_waitlist(**at(shop, first), reason="")
    leave_waitlist(**at(shop, first), reason="bought elsewhere")
    assert states() == {"A1": "left", "A2": "offered", "A3": "waiting"}
    pass_offer(**at(shop, second), reason="not reached")
    assert states() == {"A1": "left", "A2": "passed", "A3": "offered"}
    leave_waitlist(**at(shop, third), reason="no longer needed")
    assert states() == {"A1": "left", "A2": "passed", "A3": "left"}
    assert shelf() == {"B1": (3, 0)}
    assert set(Reservation.objects.values_list("state", flat=True)) == {"released"}
    wait = Wait.objects.get(id=second)
    assert (wait.ended_reason, wait.open_key, wait.ended_by) == (
        "not reached",
        None,
        shop.owner.id,
    )


def test_only_held_goods_are_passed_on_and_nobody_leaves_twice(shop: Shop) -> None:
    medicine = add_medicine(shop)
    wait = join(shop, medicine, 2, "A1")
    with pytest.raises(WaitDiffers):
        pass_offer(**at(shop, wait), reason="not reached")
    leave_waitlist(**at(shop, wait), reason="elsewhere")
    with pytest.raises(WaitDiffers):
        leave_waitlist(**at(shop, wait), reason="elsewhere")
    assert join(shop, medicine, 2, "A1") != wait
