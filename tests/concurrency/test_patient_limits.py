"""Two branches sell to one patient at once: together they don't go beyond the limit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.controlled import add_controlled, buying, violations
from tests.support.shop import Shop, have_on_duty, issue_key_for, stock_up
from tests.support.shops import second_branch
from theriac.domains.controlled.commands.limits import LimitWish, set_dispensing_limit
from theriac.domains.controlled.models import HandedUnits
from theriac.domains.sales.problems import LimitReached

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CTL-07")]


def test_two_branches_at_once_stay_within_the_limit(shop: Shop) -> None:
    medicine = add_controlled(shop)
    wish = LimitWish(legal_class="narkotika", units=30, days=7)
    set_dispensing_limit(actor=shop.owner, wish=wish)
    here = buying(shop)
    elsewhere = replace(shop, branch_id=second_branch(shop))
    have_on_duty(elsewhere.branch_id)
    terminal_id = issue_key_for(elsewhere, "X9")[1]
    there = replace(here, shop=replace(elsewhere, api_terminal_id=terminal_id))
    for case in (here, there):
        stock_up(case.shop, medicine, 90)
    barrier = Barrier(2)

    def buy(number: int) -> int:
        case = (here, there)[number]
        barrier.wait()
        try:
            asked_again(lambda: case.hand_over(medicine, 20))
        except LimitReached:
            return 0
        finally:
            connection.close()
        return 20

    with ThreadPoolExecutor(2) as pool:
        got = sum(pool.map(buy, range(2)))
    assert got == 20
    assert sum(HandedUnits.objects.values_list("units", flat=True)) == 20
    assert violations() == []
