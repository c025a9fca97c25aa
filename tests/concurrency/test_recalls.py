"""A recall that is opened while deliveries of its lot are posted: all of them are frozen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.concurrency.test_sales import all_at_once, assert_books_clean, sell, terminals
from tests.concurrency.test_stock_room import answered
from tests.support.recalls import recall_of
from tests.support.receipts import checked, goods, version_of, written
from tests.support.shop import add_medicine, open_shop, stock_up
from tests.support.suppliers import a_supplier
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.recalls.models import RecallBatch
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db(transaction=True)
DELIVERIES = 6


@pytest.mark.rows("STK-24")
def test_no_delivery_of_the_lot_slips_past_a_recall_that_is_being_opened() -> None:
    shop = open_shop()
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    first = stock_up(shop, medicine, 100, batch_number="KF-01")
    stock_up(shop, other, 100)
    supplier_id = a_supplier(shop)
    receipts = [
        written(shop, supplier_id, goods(shop, medicine, batch_number="kf-01"))
        for _turn in range(DELIVERIES)
    ]
    for receipt_id in receipts:
        checked(shop, receipt_id)
    tills = terminals(shop, 2)

    def post_it(number: int) -> Callable[[], str]:
        return answered(
            lambda: post_receipt(
                actor=shop.owner,
                branch_id=shop.branch_id,
                receipt_id=receipts[number],
                version=version_of(receipts[number]),
            ),
            "posted",
        )

    works: list[Callable[[], str]] = [post_it(number) for number in range(DELIVERIES)]
    works.insert(2, answered(lambda: recall_of(shop, [first]), "recalled"))
    sold = [SaleItem(product_id=one.id, quantity=1) for one in (medicine, other)]
    works += [lambda n=n: sell(shop, tills[n % 2], [sold[n // 2 % 2]]) for n in range(8)]  # type: ignore[misc]

    answers = all_at_once(works, clients=8)

    assert (answers["posted"], answers["recalled"]) == (DELIVERIES, 1)
    lot = Batch.objects.filter(product_id=medicine.id)
    assert lot.count() == DELIVERIES + 1
    assert set(lot.values_list("state", flat=True)) == {"recalled"}
    assert RecallBatch.objects.count() == DELIVERIES + 1
    assert_books_clean()
