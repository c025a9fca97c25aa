"""People and devices decide at once: a held sale is booked once, its series has no gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.pushing import (
    point_of,
    push,
    pushed_line,
    pushed_sale,
    series_of,
    terminal_actor,
)
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core.problems import Conflict
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands.decide_push import book_held_push
from theriac.domains.sales.commands.void_number import take_void
from theriac.domains.sales.models import HeldPush, Sale, VoidedNumber

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 8


def at_once(works: list[Callable[[], str]]) -> Counter[str]:
    def run(work: Callable[[], str]) -> str:
        try:
            return asked_again(work)
        except Conflict:
            return "decided already"
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        return Counter(pool.map(run, works))


def book(shop: Shop, held_id: UUID) -> str:
    done = book_held_push(
        actor=shop.owner, branch_id=shop.branch_id, held_id=held_id, note="it was sold"
    )
    return done.state.value


def hold(shop: Shop, count: int) -> list[UUID]:
    """So many sales of one number, beside the one that is booked."""
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 1000)
    for quantity in range(1, count + 2):
        push(shop, pushed_sale(shop, [pushed_line(shop, medicine, [(batch, quantity)])]))
    return list(HeldPush.objects.order_by("id").values_list("id", flat=True))


def assert_books_clean() -> None:
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_many_who_book_one_held_sale_book_it_once() -> None:
    shop = open_shop()
    [held_id] = hold(shop, 1)

    answers = at_once([partial(book, shop, held_id)] * CLIENTS)

    assert answers == {"booked": 1, "decided already": CLIENTS - 1}
    assert Sale.objects.count() == 2
    assert_books_clean()


def test_held_sales_of_one_number_take_their_places_without_a_gap() -> None:
    shop = open_shop()
    held = hold(shop, 12)

    answers = at_once([partial(book, shop, held_id) for held_id in held])

    assert answers == {"booked": 12}
    beside = Sale.objects.filter(series__kind="held").order_by("sequence")
    assert [sale.sequence for sale in beside] == list(range(1, 13))
    assert_books_clean()


def test_a_void_number_that_arrives_several_times_is_declared_once() -> None:
    shop = open_shop()
    series_id = series_of(shop).id
    declare = partial(
        take_void,
        actor=terminal_actor(shop),
        branch_id=shop.branch_id,
        point=point_of(shop),
        series_id=series_id,
        sequence=1,
        reason="misprint",
    )

    assert at_once([lambda: declare().value] * CLIENTS) == {"void": CLIENTS}
    assert VoidedNumber.objects.count() == 1
