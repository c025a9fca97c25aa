"""Lines that are written at once: no number twice and none left out, and the balance runs on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.controlled import (
    add_controlled,
    in_stock,
    lines_of,
    registered,
    second_person,
    signed,
    violations,
)
from tests.support.shop import Shop, stock_up
from theriac.domains.stock.commands.adjust import write_off_stock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("CTL-01")]
AT_ONCE = 4


def test_movements_at_once_are_numbered_without_gaps(shop: Shop) -> None:
    first, second = add_controlled(shop), add_controlled(shop, "Morphine 10 mg tablet")
    batches = [stock_up(shop, one, 50) for one in (first, second)]
    second_person()
    barrier = Barrier(AT_ONCE)

    def act(number: int) -> None:
        barrier.wait()
        try:
            for turn in range(3):
                asked_again(lambda turn=turn: step(number, turn))
        finally:
            connection.close()

    def step(number: int, turn: int) -> None:
        if number % 2:
            stock_up(shop, (first, second)[turn % 2], 4, batch_number=f"N{number}-{turn}")
            return
        signed(
            shop,
            lambda: write_off_stock(
                actor=shop.owner,
                branch_id=shop.branch_id,
                batch_id=batches[turn % 2],
                quantity=3,
                reason="broken",
            ),
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(act, range(AT_ONCE)))
    numbers = [number for (number,) in lines_of(shop.branch_id, "number")]
    assert numbers == list(range(1, 3 + AT_ONCE * 3))
    assert registered(shop.branch_id) == in_stock(shop.branch_id)
    assert violations() == []
