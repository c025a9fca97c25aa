"""Complaint 17: closing a till deadlocks or skips sales, so that the stock isn't what was sold.

erpnext #57157, #41351, #43855. A sale takes its stock as it is booked; a closing names numbers,
waits for none of them, and the session settles once they are there.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.tills import begin, closing, posted_variance, sell_in, take, the_session
from theriac.core.actor import SYSTEM
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands.decide_push import dismiss_held_push
from theriac.domains.sales.models import HeldPush, Sale
from theriac.domains.stock.models import Balance
from theriac.domains.tills.commands.settle import follow_sessions

SALES = 5


@pytest.mark.django_db
@pytest.mark.rows("OFF-13")
def test_a_closing_waits_for_no_sale_and_skips_none(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    session = begin(shop, 100_000)
    sell_in(shop, session, medicine, batch, 1)
    end = closing(shop, session, {1_000: 114}, numbers=(1, 3), expected=114_000)
    assert take(shop, end) == "taken"
    assert the_session(session).state == "closed"

    stranger = replace(medicine, id=new_id())  # a line that no book knows
    lines = [pushed_line(shop, stranger, [(batch, 10)])]
    bad = pushed_sale(shop, lines, 2, till_session_id=UUID(session))
    assert push(shop, bad).state.value == "held"
    sell_in(shop, session, medicine, batch, 3)
    follow_sessions(actor=SYSTEM, session_ids=[UUID(session)])
    assert the_session(session).state == "closed"  # the bad one is on the work list
    held = HeldPush.objects.get()
    dismiss_held_push(
        actor=shop.owner, branch_id=shop.branch_id, held_id=held.id, note="typed by a test"
    )
    follow_sessions(actor=SYSTEM, session_ids=[UUID(session)])

    assert (the_session(session).state, posted_variance(session)) == ("settled", 0)
    assert [one.quantity for one in Balance.objects.all()] == [80]
    assert [one.name for one in run_checks() if one.violations] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.databases("sqlite", "postgresql", "mariadb")
@pytest.mark.rows("OFF-13")
def test_a_till_closes_while_its_sales_arrive(shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 100)
    session = begin(shop, 100_000)
    lines = [[pushed_line(shop, medicine, [(batch, 10)])] for _number in range(SALES)]
    sales = [
        pushed_sale(shop, rows, number, till_session_id=UUID(session))
        for number, rows in enumerate(lines, start=1)
    ]
    end = closing(shop, session, {1_000: 135}, numbers=(1, SALES), expected=135_000)
    barrier = Barrier(SALES + 1)

    def one(number: int) -> str:
        barrier.wait()
        try:
            if number == SALES:
                return asked_again(lambda: take(shop, end))
            return asked_again(lambda: push(shop, sales[number]).state.value)
        finally:
            connection.close()

    with ThreadPoolExecutor(SALES + 1) as pool:
        answers = list(pool.map(one, range(SALES + 1)))
    assert answers == [*["booked"] * SALES, "taken"]
    follow_sessions(actor=SYSTEM, session_ids=[UUID(session)])
    assert (the_session(session).state, posted_variance(session)) == ("settled", 0)
    assert Sale.objects.count() == SALES
    assert [one.quantity for one in Balance.objects.all()] == [50]
