"""What a branch has to sell of every product, told in bulk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.reservations import reserve
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Reservation
from theriac.domains.stock.queries.positions import (
    ShelfPosition,
    kept_for_somebody,
    shelf_positions,
)

pytestmark = pytest.mark.django_db


def test_what_may_be_sold_is_told_with_what_expires_soon(shop: Shop) -> None:
    medicine, other = add_medicine(shop), add_medicine(shop, "Other")
    for units, days in ((10, 30), (5, 30), (20, 31), (40, 90), (1, 0), (2, None)):
        stock_up(shop, medicine, units, days=days)
    held = stock_up(shop, other, 4, days=10)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="look")
    soon = shop.today + timedelta(days=30)
    assert shelf_positions(shop.branch_id, shop.today, 30) == {
        medicine.id: ShelfPosition(75, {soon: 15})
    }
    assert shelf_positions(shop.branch_id, shop.today, 0) == {medicine.id: ShelfPosition(75)}
    assert shelf_positions(second_branch(shop), shop.today, 30) == {}


def test_reserved_is_what_is_kept_for_somebody_and_no_quota(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 50)
    reserve(shop, medicine, 5)
    reserve(shop, medicine, 7, reference="W-2")
    assert kept_for_somebody(shop.branch_id) == {medicine.id: 12}
    Reservation.objects.filter(reference="W-2").update(purpose="quota", expires_at=None)
    assert kept_for_somebody(shop.branch_id) == {medicine.id: 5}
