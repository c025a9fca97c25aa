"""A count while the shop sells: nobody stops, and the count comes out right."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock

import pytest

from tests.concurrency.test_sales import all_at_once, assert_books_clean, sell, terminals
from tests.support.shop import add_medicine, add_staff, open_shop, stock_up
from tests.support.stocktaking import balance, begin, line_of, post, relayed
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.stocktaking.commands.enter import CountFound, enter_counts
from theriac.domains.stocktaking.models import CountResult

pytestmark = pytest.mark.django_db(transaction=True)

LOST = 7


@pytest.mark.rows("STK-15")
def test_a_count_during_two_hundred_sales_comes_out_right() -> None:
    """Seven units are missing of each batch; what is there at a look is what the sales left.

    Whoever looks sees the shelf of one instant: only sales of the same medicine wait for the look,
    and none for an entry or the posting.
    """
    shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n}") for n in range(4)]
    batches = {m.id: stock_up(shop, m, 500) for m in medicines}
    there = {m.id: 500 - LOST for m in medicines}
    tills = terminals(shop, 8)
    restocker = add_staff("restocker", shop.branch_id)
    count = begin(shop)
    shelves = {m.id: Lock() for m in medicines}
    entered = [Event() for _ in medicines]

    def one_sale(number: int) -> str:
        medicine = medicines[number % 4]
        with shelves[medicine.id]:
            answer = sell(shop, tills[number % 8], [SaleItem(product_id=medicine.id, quantity=1)])
            there[medicine.id] -= 1
        return answer

    def look_and_enter(number: int) -> str:
        product_id = medicines[number].id
        with shelves[product_id]:
            looked_at, counted = clock.now(), there[product_id]
        line_id = line_of(count, batches[product_id])
        found = CountFound(id=new_id(), line_id=line_id, counted=counted, looked_at=looked_at)
        enter_counts(
            actor=restocker,
            branch_id=shop.branch_id,
            count_id=count,
            found=[found],
            way="phone",
        )
        entered[number].set()
        return "counted"

    def post_all() -> str:
        for one in entered:
            assert one.wait(120)
        post(shop, count)
        return "posted"

    works: list[Callable[[], str]] = [lambda n=n: one_sale(n) for n in range(200)]  # type: ignore[misc]
    for number in range(4):
        works.insert(30 * (number + 1), lambda n=number: look_and_enter(n))  # type: ignore[misc]
    works.insert(150, post_all)

    answers = all_at_once(works, clients=12)
    relayed()

    assert answers == {"sold": 200, "counted": 4, "posted": 1}
    assert [one.difference for one in CountResult.objects.all()] == [-LOST] * 4
    assert {key: balance(batch) for key, batch in batches.items()} == there
    assert_books_clean()
