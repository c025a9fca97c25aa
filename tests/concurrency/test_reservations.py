"""Reservations and sales at once: what is kept isn't sold, what is sold isn't kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.concurrency.test_sales import all_at_once, assert_books_clean, sell, terminals
from tests.support.at_once import asked_again
from tests.support.reservations import reserve
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core.problems import Problem
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.models import SaleLine
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.models import Balance, Reservation
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db(transaction=True)


def keep(shop: Shop, medicine: Medicine, units: int) -> str:
    try:
        reserve(shop, medicine, units)
    except InsufficientStock:
        return "none left"
    return "kept"


@pytest.mark.rows("STK-12")
def test_the_last_units_are_sold_or_reserved_and_never_both() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 9, days=30, batch_number="A")
    stock_up(shop, medicine, 11, days=90, batch_number="B")
    tills = terminals(shop, 6)
    item = SaleItem(product_id=medicine.id, quantity=1)
    works: list[Callable[[], str]] = []
    for n in range(18):
        works.append(lambda n=n: sell(shop, tills[n % 6], [item]))  # type: ignore[misc]
        works.append(lambda: keep(shop, medicine, 1))

    answers = all_at_once(works, clients=18)

    assert answers["sold"] + answers["kept"] == 20
    assert answers["refused"] + answers["none left"] == 16
    rows = list(Balance.objects.values_list("quantity", "reserved"))
    assert sum(quantity for quantity, _reserved in rows) == 20 - answers["sold"]
    assert all(quantity == reserved for quantity, reserved in rows)
    assert SaleLine.objects.count() == answers["sold"]
    assert_books_clean()


def test_what_two_release_at_once_comes_free_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10)
    kept = [reserve(shop, medicine, 2) for _one in range(5)]

    def release(n: int) -> str:
        try:
            asked_again(
                lambda: release_reservation(
                    actor=shop.owner,
                    branch_id=shop.branch_id,
                    reservation_id=kept[n],
                    version=1,
                    reason="not wanted",
                )
            )
        except Problem as problem:
            return problem.type
        return "released"

    answers = all_at_once([lambda n=n: release(n % 5) for n in range(15)], clients=15)  # type: ignore[misc]

    assert answers["released"] == 5
    assert Balance.objects.values_list("quantity", "reserved").get() == (10, 0)
    assert set(Reservation.objects.values_list("state", flat=True)) == {"released"}
    assert_books_clean()
