"""Held goods: who was told, and held longer, on the wait and on its reservation."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at, join
from theriac.core import clock
from theriac.core.problems import Unprocessable
from theriac.domains.stock.models import Reservation
from theriac.domains.waitlist.commands.offers import extend_hold, mark_told
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.problems import WaitDiffers
from theriac.domains.waitlist.queries import waits_to_tell

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


@pytest.fixture
def wait(shop: Shop) -> UUID:
    medicine = add_medicine(shop)
    made = join(shop, medicine, 2, "A1")
    with pytest.raises(WaitDiffers):
        mark_told(**at(shop, made))
    stock_up(shop, medicine, 2)
    return made


def test_who_was_told_is_told_once(shop: Shop, wait: UUID) -> None:
    until = Wait.objects.get(id=wait).hold_until
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    assert [one.hold_until for one in waits_to_tell(**here)] == [until]
    mark_told(**at(shop, wait))
    assert not waits_to_tell(**here).exists()
    told = Wait.objects.get(id=wait)
    assert told.told_by == shop.owner.id
    with pytest.raises(WaitDiffers):
        mark_told(**at(shop, wait))


def test_goods_are_held_longer(shop: Shop, wait: UUID) -> None:
    until = clock.now() + timedelta(days=3)
    extend_hold(**at(shop, wait), hold_until=until)
    row = Wait.objects.get(id=wait)
    assert row.hold_until == until
    assert Reservation.objects.get(id=row.reservation_id).expires_at == until
    with pytest.raises(Unprocessable):
        extend_hold(**at(shop, wait), hold_until=clock.now() - timedelta(hours=1))
    with pytest.raises(Unprocessable):
        extend_hold(**at(shop, wait), hold_until=clock.now() + timedelta(days=91))
