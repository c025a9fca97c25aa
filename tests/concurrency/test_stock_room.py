"""People in the stock room at the same moment, and counters that sell meanwhile."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.concurrency.test_sales import all_at_once, assert_books_clean, sell, terminals
from tests.support.at_once import asked_again
from tests.support.receipts import checked, goods, version_of, written
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from tests.support.stocktaking import begin, enter, post
from tests.support.suppliers import a_supplier
from tests.support.transfers import two_branches
from theriac.core.problems import Conflict, Problem, Stale
from theriac.domains.purchasing.commands.receipts.post import post_receipt
from theriac.domains.purchasing.models import GoodsReceipt, ReceiptPosting
from theriac.domains.recalls.commands.open import open_recall
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.models import Sale
from theriac.domains.stock.commands.batches import hold_batch
from theriac.domains.stock.commands.bins import add_bin
from theriac.domains.stock.commands.put_in_bin import put_in_bin
from theriac.domains.stock.models import Balance, Batch, BatchBin, Movement
from theriac.domains.stocktaking.models import CountPosting
from theriac.domains.transfers.models import Transfer

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 8


def answered(act: Callable[[], object], done: str) -> Callable[[], str]:
    """What a work answers: ``done``, or the name of its refusal."""

    def run() -> str:
        try:
            asked_again(act)
        except Problem as problem:
            return type(problem).__name__
        return done

    return run


@pytest.mark.rows("PUR-14")
def test_a_delivery_that_many_post_at_once_comes_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    checked(shop, receipt_id)
    version = version_of(receipt_id)

    def post_it() -> None:
        post_receipt(
            actor=shop.owner, branch_id=shop.branch_id, receipt_id=receipt_id, version=version
        )

    answers = all_at_once([answered(post_it, "posted")] * CLIENTS, clients=CLIENTS)

    assert answers == {"posted": 1, Stale.__name__: CLIENTS - 1}
    assert [row.quantity for row in Balance.objects.all()] == [200]
    assert ReceiptPosting.objects.count() == Batch.objects.count() == 1
    assert_books_clean()


@pytest.mark.rows("PUR-14")
def test_deliveries_are_posted_while_the_shop_sells() -> None:
    """Six deliveries of what eight counters sell: no gap in numbers, every unit in the books."""
    shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n}") for n in range(3)]
    for medicine in medicines:
        stock_up(shop, medicine, 100)
    supplier_id = a_supplier(shop)
    receipts = []
    for turn in range(6):
        lines = [goods(shop, one, batch_number=f"N{turn}") for one in medicines]
        receipts.append(written(shop, supplier_id, *lines))
        checked(shop, receipts[-1])
    tills = terminals(shop, 8)

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

    works: list[Callable[[], str]] = [
        lambda n=n: sell(shop, tills[n % 8], [SaleItem(product_id=medicines[n % 3].id, quantity=2)])  # type: ignore[misc]
        for n in range(90)
    ]
    for number in range(6):
        works.insert(12 * (number + 1), post_it(number))

    answers = all_at_once(works, clients=10)

    assert answers == {"sold": 90, "posted": 6}
    numbers = GoodsReceipt.objects.values_list("number", flat=True)
    assert sorted(int(one.rpartition("-")[2]) for one in numbers) == [1, 2, 3, 4, 5, 6]
    lying = sum(Balance.objects.values_list("quantity", flat=True))
    assert lying == 3 * 100 + 6 * 3 * 200 - 90 * 2
    assert_books_clean()


@pytest.mark.rows("STK-26", "STK-08")
def test_the_last_box_is_sold_or_sent_never_both() -> None:
    two = two_branches(30)
    sent = [two.draft(10) for _ in range(4)]
    for one in sent:
        two.approve(one)
    tills = terminals(two.shop, 4)
    item = SaleItem(product_id=two.medicine.id, quantity=10)
    works = [answered(lambda one=one: two.dispatch(one), "sent") for one in sent]  # type: ignore[misc]
    works += [lambda n=n: sell(two.shop, tills[n], [item]) for n in range(4)]  # type: ignore[misc]

    answers = all_at_once(works, clients=CLIENTS)

    assert answers["sent"] + answers["sold"] == 3
    assert answers["InsufficientStock"] + answers["refused"] == 5
    assert two.at(two.shop.branch_id) == 0
    assert two.at(two.shop.branch_id, "transit") == 10 * answers["sent"]
    assert Transfer.objects.filter(state="dispatched").count() == answers["sent"]
    assert_books_clean()


def freeze_by(way: str, shop: Shop, batch_id: UUID) -> None:
    """Hold it, or recall it."""
    if way == "hold":
        hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=batch_id, reason="asked")
        return
    open_recall(
        actor=shop.owner,
        branch_id=shop.branch_id,
        batch_ids=[batch_id],
        source="batch",
        reason="Glass in the bottle",
    )


@pytest.mark.rows("STK-23", "STK-24")
@pytest.mark.parametrize("way", ["hold", "recall"])
def test_nothing_is_sold_once_the_freeze_is_committed(way: str) -> None:
    """Eight counters sell as fast as they can; nothing is sold after the freeze returned."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 500)
    tills = terminals(shop, CLIENTS)
    item = SaleItem(product_id=medicine.id, quantity=1)
    start = threading.Barrier(CLIENTS + 1)
    answers: Counter[str] = Counter()
    sold: list[int] = []

    def till(number: int) -> None:
        try:
            start.wait(60)
            answer = "sold"
            while answer == "sold":
                answer = asked_again(lambda: sell(shop, tills[number], [item]))
                answers[answer] += 1
        finally:
            connection.close()

    def freeze() -> None:
        try:
            start.wait(60)
            deadline = time.monotonic() + 60
            while Sale.objects.count() < 20 and time.monotonic() < deadline:
                time.sleep(0.01)
            asked_again(lambda: freeze_by(way, shop, batch_id))
            sold.append(Sale.objects.count())
        finally:
            connection.close()

    threads = [threading.Thread(target=till, args=(number,)) for number in range(CLIENTS)]
    threads.append(threading.Thread(target=freeze))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers["refused"] == CLIENTS
    assert sold == [Sale.objects.count()]
    assert sold[0] == answers["sold"] == 500 - Balance.objects.get().quantity
    assert_books_clean()


@contextmanager
def held_before_it_locks(shop: Shop, batch_id: UUID) -> Iterator[None]:
    """Somebody holds the batch, wholly, between the reading of the shelf and its first lock."""
    held: list[bool] = []

    def hold() -> None:
        try:
            freeze_by("hold", shop, batch_id)
            held.append(True)
        finally:
            connection.close()

    def before(execute: Any, sql: str, *more: Any) -> Any:
        if not held and "stock_balance" in sql and "FOR UPDATE" in sql:
            other = threading.Thread(target=hold)
            other.start()
            other.join()
        return execute(sql, *more)

    with connection.execute_wrapper(before):
        yield
    assert held == [True]


@pytest.mark.rows("STK-23")
@pytest.mark.databases("postgresql", "mariadb")
def test_a_sale_that_chose_its_batch_before_the_freeze_and_takes_it_after_is_refused() -> None:
    """SQLite lets nobody write between the two."""
    shop = open_shop()
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 10)
    till = terminals(shop, 1)[0]
    with held_before_it_locks(shop, batch_id):
        answer = sell(shop, till, [SaleItem(product_id=medicine.id, quantity=1)])
    assert answer == "refused"
    assert not Movement.objects.filter(kind="sale").exists()
    assert Balance.objects.get().quantity == 10


@pytest.mark.rows("CAT-16")
def test_batches_that_two_put_into_different_bins_lie_in_one() -> None:
    """What the record and the text beside it say is the same bin, for each batch."""
    shop = open_shop()
    batches = [stock_up(shop, add_medicine(shop, f"Medicine {n}"), 5) for n in range(6)]
    bins = [
        add_bin(actor=shop.owner, branch_id=shop.branch_id, code=f"A-0{n}") for n in range(CLIENTS)
    ]

    def put(number: int) -> Callable[[], str]:
        order = batches if number % 2 else batches[::-1]
        return answered(
            lambda: put_in_bin(
                actor=shop.owner,
                branch_id=shop.branch_id,
                batch_ids=order,
                bin_id=bins[number],
            ),
            "put",
        )

    for _turn in range(3):
        answers = all_at_once([put(n) for n in range(CLIENTS)], clients=CLIENTS)
        assert answers == {"put": CLIENTS}
        lying = BatchBin.objects.filter(branch_id=shop.branch_id)
        assert lying.count() == len(batches)
        assert lying.order_by().values("bin").distinct().count() == 1


@pytest.mark.rows("STK-14")
def test_a_count_that_many_post_at_once_is_posted_once() -> None:
    shop = open_shop()
    batch_id = stock_up(shop, add_medicine(shop), 50)
    count = begin(shop)
    enter(shop, count, batch_id, 47)

    answers = all_at_once(
        [answered(lambda: post(shop, count), "posted")] * CLIENTS, clients=CLIENTS
    )

    assert answers["posted"] == 1
    assert sum(answers.values()) == CLIENTS
    assert set(answers) <= {"posted", "CountEnded", Conflict.__name__, Stale.__name__}
    assert CountPosting.objects.count() == 1
    assert Movement.objects.filter(kind="count").count() == 1
    assert Balance.objects.get().quantity == 47
    assert_books_clean()
