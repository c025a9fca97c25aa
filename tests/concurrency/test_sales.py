"""Many clients at once: the last units are sold once, nobody meets a deadlock."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import TerminalId
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.queries.series import missing_numbers
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.problems import InsufficientStock

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(works: list[Callable[[], str]], clients: int) -> Counter[str]:
    """Run ``works`` on so many threads, each with its own connection; count what they answer.

    Who is told that the product is busy asks again.
    """

    def run(work: Callable[[], str]) -> str:
        try:
            return asked_again(work)
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return Counter(pool.map(run, works))


def sell(shop: Shop, terminal_id: TerminalId, items: list[SaleItem]) -> str:
    try:
        complete_sale(
            actor=shop.owner,
            branch_id=shop.branch_id,
            terminal_id=terminal_id,
            draft=SaleDraft(items=items),
        )
    except InsufficientStock:
        return "refused"
    return "sold"


def assert_books_clean() -> None:
    violations = [v.sentence for result in run_checks() for v in result.violations]
    assert violations == []


def terminals(shop: Shop, count: int) -> list[TerminalId]:
    return [
        register_terminal(
            actor=shop.owner, branch_id=shop.branch_id, code=f"T{n}", name=f"T{n}", kind="api"
        )
        for n in range(count)
    ]


@pytest.mark.rows("STK-08", "STK-07")
@pytest.mark.parametrize(("clients", "stock"), [(40, 10), (100, 50)])
def test_the_last_units_are_sold_exactly_once(clients: int, stock: int) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, stock)
    tills = terminals(shop, 8)
    item = SaleItem(product_id=medicine.id, quantity=1)
    works = [lambda n=n: sell(shop, tills[n % 8], [item]) for n in range(clients)]

    answers = all_at_once(works, clients=40)  # type: ignore[arg-type]

    assert answers == {"sold": stock, "refused": clients - stock}
    assert Balance.objects.get().quantity == 0
    assert Sale.objects.count() == stock
    assert_books_clean()


def test_no_deadlock_surfaces_among_the_same_products_in_random_order() -> None:
    shop = open_shop()
    medicines = [add_medicine(shop, f"Medicine {n}") for n in range(20)]
    for medicine in medicines:
        stock_up(shop, medicine, 1000)
        stock_up(shop, medicine, 1000, days=100)
    tills = terminals(shop, 8)
    chance = random.Random(20)

    def basket() -> list[SaleItem]:
        order = chance.sample(medicines, 10)
        return [SaleItem(product_id=m.id, quantity=chance.randint(1, 5)) for m in order]

    baskets = [basket() for _ in range(120)]
    works = [lambda n=n: sell(shop, tills[n % 8], baskets[n]) for n in range(120)]

    answers = all_at_once(works, clients=8)  # type: ignore[arg-type]

    assert answers == {"sold": 120}
    assert_books_clean()


def test_forty_pushes_of_the_last_ten_are_all_booked_and_thirty_open_a_case() -> None:
    shop = open_shop()
    medicine: Medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sales = [
        pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], sequence)
        for sequence in range(1, 41)
    ]
    works = [lambda sale=sale: push(shop, sale).state.value for sale in sales]

    answers = all_at_once(works, clients=8)  # type: ignore[arg-type]

    assert answers == {"booked": 40}
    assert Movement.objects.filter(kind="sale").count() == 10
    assert Balance.objects.get().quantity == 0
    assert DiscrepancyCase.objects.filter(kind="stock_short").count() == 30
    assert missing_numbers(actor=shop.owner, branch_id=shop.branch_id) == []
    assert_books_clean()


def test_the_same_push_delivered_many_times_at_once_is_booked_once() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10)
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])

    answers = all_at_once([lambda: push(shop, sale).state.value] * 12, clients=6)

    assert answers == {"booked": 1, "replayed": 11}
    assert Balance.objects.get().quantity == 9
    assert_books_clean()
