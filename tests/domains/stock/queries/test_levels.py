"""What a branch has, and what of it may be sold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.problems import NotPermitted
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.queries.batches.by_place import BATCHES, get_batch, list_batches
from theriac.domains.stock.queries.levels import StockLevel, stock_levels

pytestmark = pytest.mark.django_db


def test_only_released_batches_that_expire_later_are_available(
    shop: Shop, django_assert_num_queries: object
) -> None:
    medicine, bare = add_medicine(shop), add_medicine(shop, "Bare")
    stock_up(shop, medicine, 10, days=30)
    stock_up(shop, medicine, 20, days=90)
    stock_up(shop, medicine, 1, days=0)
    stock_up(shop, medicine, 2, days=None)
    held = stock_up(shop, medicine, 4, days=10)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="look")
    set_minimum(actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=50)

    with django_assert_num_queries(3):  # type: ignore[operator]
        levels = stock_levels(
            actor=shop.owner, branch_id=shop.branch_id, product_ids=[medicine.id, bare.id]
        )

    soonest = shop.today + timedelta(days=30)
    assert levels == {
        medicine.id: StockLevel(medicine.id, 37, 30, 5, 50, soonest, sellable=30),
        bare.id: StockLevel(bare.id, 0, 0, 0, None, None),
    }


@pytest.mark.rows("STK-02")
def test_one_product_shows_three_batches_with_own_quantity_cost_and_expiry(shop: Shop) -> None:
    medicine = add_medicine(shop)
    for number, days in (("C", None), ("A", 30), ("B", 90)):
        stock_up(shop, medicine, 10, days=days, batch_number=number, cost_amount=300 + ord(number))

    rows = list_batches(actor=shop.owner, branch_id=shop.branch_id)
    page = BATCHES.page(rows, wanted={"product_id": medicine.id, "in_stock": True})

    shown = [(r.batch.number, r.quantity, r.batch.cost_amount) for r in page.items]
    assert shown == [("A", 10, 365), ("B", 10, 366), ("C", 10, 367)]
    assert [r.batch.expires_on for r in page.items] == [
        shop.today + timedelta(days=30),
        shop.today + timedelta(days=90),
        None,
    ]


def test_another_branchs_stock_isnt_told(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    branch_id = second_branch(shop)
    stranger = add_staff("manager", branch_id, "stranger")

    here = stock_levels(actor=stranger, branch_id=branch_id, product_ids=[medicine.id])
    assert here[medicine.id].on_hand == 0
    assert get_batch(actor=stranger, batch_id=batch) is None
    with pytest.raises(NotPermitted):
        stock_levels(actor=stranger, branch_id=shop.branch_id, product_ids=[medicine.id])
