"""Four open one terminal's till at once: one session is open, the others are told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.shop import Shop
from tests.support.tills import closing_of_none, opening, take, the_session
from theriac.core.problems import Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.books.models import Posting
from theriac.domains.tills.commands.run_till import open_till
from theriac.domains.tills.models import TillSession

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("SAL-23")]
AT_ONCE = 4


@pytest.mark.databases("sqlite", "postgresql", "mariadb")
def test_one_of_two_programs_opens_a_till(shop: Shop) -> None:
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> str:
        barrier.wait()
        place = {"branch_id": shop.branch_id, "terminal_id": shop.api_terminal_id}
        try:
            asked_again(lambda: open_till(actor=shop.owner, **place, cash=number))
        except Problem as problem:
            return problem.type
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = sorted(pool.map(one, range(AT_ONCE)))
    assert answers == ["opened", *["tills.open"] * (AT_ONCE - 1)]
    assert TillSession.objects.count() == 1


@pytest.mark.databases("sqlite", "postgresql", "mariadb")
def test_of_two_openings_that_devices_made_one_stays_open(shop: Shop) -> None:
    told = [opening(shop, cash) for cash in range(AT_ONCE)]
    barrier = Barrier(AT_ONCE)

    def one(number: int) -> str:
        barrier.wait()
        try:
            return asked_again(lambda: take(shop, told[number]))
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(one, range(AT_ONCE)))
    assert answers == ["taken"] * AT_ONCE
    states = sorted(TillSession.objects.values_list("state", flat=True))
    assert states == [*["interrupted"] * (AT_ONCE - 1), "open"]
    assert [found.name for found in run_checks() if found.violations] == []


@pytest.mark.databases("sqlite", "postgresql", "mariadb")
def test_the_same_closing_twice_at_once_is_taken_once(shop: Shop) -> None:
    told = opening(shop, 100_000)
    take(shop, told)
    end = closing_of_none(shop, told["id"], {1_000: 90}, why="unknown", to_safe=50_000)
    barrier = Barrier(AT_ONCE)

    def one(_number: int) -> str:
        barrier.wait()
        try:
            return asked_again(lambda: take(shop, end))
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(one, range(AT_ONCE)))
    assert answers == ["taken"] * AT_ONCE
    assert (the_session(told["id"]).state, the_session(told["id"]).variance) == (
        "settled",
        -10_000,
    )
    amounts = Posting.objects.filter(document_id=told["id"]).values_list("document_kind", "amount")
    assert sorted(amounts) == [("till_safe", 50_000), ("till_session", 10_000)]
