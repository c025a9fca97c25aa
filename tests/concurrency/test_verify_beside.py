"""``verify`` beside people who work: what is right a moment later is no finding."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.books import sell
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_medicine, open_shop, stock_up
from theriac.core.seal.passes import seal_once
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.surfaces.operations.verification import checked

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 12


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32


def sells(shop: Shop, medicine: Medicine) -> None:
    for _number in range(TIMES):
        asked_again(partial(sell, shop, medicine.id))


def pushes(shop: Shop, medicine: Medicine, batch: Any) -> None:
    for number in range(1, TIMES + 1):
        sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])], number)
        asked_again(partial(push, shop, sale))


def works_in_the_stock_room(shop: Shop, medicine: Medicine) -> None:
    for _number in range(TIMES):
        batch = asked_again(partial(stock_up, shop, medicine, 5))
        for act in (hold_batch, release_batch):
            place = {"actor": shop.owner, "branch_id": shop.branch_id, "batch_id": batch}
            asked_again(partial(act, **place, reason="Counted at"))


def seals() -> None:
    for _number in range(TIMES * 2):
        seal_once()


def _closing(work: Callable[[], None]) -> None:
    try:
        work()
    finally:
        connection.close()


@pytest.mark.rows("AUD-02", "STK-04")
def test_verify_finds_nothing_while_people_sell_push_and_move_stock() -> None:
    shop = open_shop()
    medicine, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    stock_up(shop, medicine, 500)
    batch = stock_up(shop, other, 500)
    works: list[Callable[[], None]] = [
        partial(sells, shop, medicine),
        partial(pushes, shop, other, batch),
        partial(works_in_the_stock_room, shop, medicine),
        seals,
    ]
    found, rounds = [], 0
    with ThreadPoolExecutor(len(works)) as pool:
        running = [pool.submit(_closing, work) for work in works]
        while not all(one.done() for one in running) or not rounds:
            found += [one for done in checked() for one in done.violations]
            rounds += 1
        wait(running)
    for one in running:
        one.result()
    assert found == []
    assert [one for done in checked() for one in done.violations] == []
