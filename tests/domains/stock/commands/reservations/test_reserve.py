"""What is reserved isn't sold to others; it comes back when it is released or its time is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.models import Balance, Reservation
from theriac.domains.stock.problems import InsufficientStock, QuantityRefused, ReservationEnded
from theriac.domains.stock.queries.levels import StockLevel, stock_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def sell(shop: Shop, medicine: Medicine, quantity: int, **draft: Any) -> None:
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=quantity)], **draft),
    )


def clean() -> bool:
    return [v.sentence for result in run_checks() for v in result.violations] == []


@pytest.mark.rows("STK-12")
def test_what_an_order_reserved_lowers_what_is_available_and_nobody_else_sells_it(
    shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 10, days=30, batch_number="A")
    stock_up(shop, medicine, 20, days=90, batch_number="B")

    order = reserve(shop, medicine, 15)

    assert shelf() == {"A": (10, 10), "B": (20, 5)}
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    level = stock_levels(**here, product_ids=[medicine.id])[medicine.id]  # type: ignore[arg-type]
    soonest = shop.today + timedelta(days=30)
    assert level == StockLevel(medicine.id, 30, 15, 2, None, soonest, 15, 30)
    with pytest.raises(InsufficientStock) as refused:
        sell(shop, medicine, 16)
    assert refused.value.facts["available"] == 15
    sell(shop, medicine, 15)
    assert shelf() == {"A": (10, 10), "B": (5, 5)}
    sell(shop, medicine, 15, reservation_ids=[order])
    assert shelf() == {"A": (0, 0), "B": (0, 0)}
    assert Reservation.objects.get().state == "taken"
    with pytest.raises(ReservationEnded):
        sell(shop, medicine, 1, reservation_ids=[order])
    assert clean()


def test_it_ends_by_itself_and_the_next_sale_has_it_before_any_job_ran(
    shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 3)
    reserve(shop, medicine, 2)
    later = clock.now() + timedelta(hours=2)
    with pytest.raises(InsufficientStock):
        sell(shop, medicine, 3)
    with clock.at(later):
        sell(shop, medicine, 3)
    assert Reservation.objects.get().state == "lapsed"
    assert clean()


def test_what_cant_be_sold_cant_be_reserved(shop: Shop, medicine: Medicine) -> None:
    held = stock_up(shop, medicine, 3)
    stock_up(shop, medicine, 2, days=0, batch_number="X")
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="look")
    with pytest.raises(InsufficientStock, match=r"0 available\. Reserve less, or another"):
        reserve(shop, medicine, 1)
    with pytest.raises(QuantityRefused):
        reserve(shop, medicine, 0)
    with pytest.raises(Unprocessable):
        reserve(shop, medicine, 1, reference="  ")
    with pytest.raises(Unprocessable):
        reserve(shop, medicine, 1, expires_at=clock.now())
    with pytest.raises(Unprocessable):
        reserve(shop, medicine, 1, purpose="quota")


def test_who_only_looks_reserves_nothing(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 3)
    auditor = add_staff("auditor", shop.branch_id)
    with pytest.raises(NotPermitted):
        reserve(
            Shop(
                shop.country,
                shop.pharmacy_id,
                shop.branch_id,
                shop.terminal_id,
                shop.api_terminal_id,
                auditor,
            ),
            medicine,
            1,
        )


def test_a_pushed_sale_leaves_what_is_reserved_and_makes_a_case(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 3)
    reserve(shop, medicine, 2)
    push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 2)])]))
    assert DiscrepancyCase.objects.get(kind="stock_short").quantity == 1
    assert Balance.objects.values_list("quantity", "reserved").get() == (2, 2)
    assert clean()


@pytest.mark.rows("STK-12")
def test_a_sale_of_fewer_units_leaves_the_rest_reserved(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 5, days=30, batch_number="A")
    stock_up(shop, medicine, 20, days=90, batch_number="B")
    order = reserve(shop, medicine, 12)
    sell(shop, medicine, 8, reservation_ids=[order])
    row = Reservation.objects.get()
    assert (row.state, row.quantity, row.asked) == ("active", 4, 12)
    assert shelf() == {"A": (0, 0), "B": (17, 4)}
    with pytest.raises(InsufficientStock):
        sell(shop, medicine, 14)
    sell(shop, medicine, 6, reservation_ids=[order])
    assert Reservation.objects.get().state == "taken"
    assert shelf() == {"A": (0, 0), "B": (11, 0)}
    assert clean()


def test_a_reservation_of_another_product_is_refused(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 5)
    order = reserve(shop, medicine, 5)
    other = add_medicine(shop, "Amoxicillin 500 mg capsule")
    stock_up(shop, other, 5, batch_number="O")
    with pytest.raises(Unprocessable, match="The reserved items aren’t in this sale"):
        sell(shop, other, 1, reservation_ids=[order])


def test_what_lapsed_at_another_branch_is_left_to_that_one(shop: Shop, medicine: Medicine) -> None:
    elsewhere = replace(shop, branch_id=second_branch(shop))
    for one in (shop, elsewhere):
        stock_up(one, medicine, 3)
        reserve(one, medicine, 3)
    with clock.at(clock.now() + timedelta(hours=2)):
        sell(shop, medicine, 1)
    states = dict(Reservation.objects.values_list("branch_id", "state"))
    assert states == {shop.branch_id: "lapsed", elsewhere.branch_id: "active"}
