"""Many who notice the same condition at once: one open alert; acknowledged by one of many."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.support.alerts import an_alert
from tests.support.at_once import asked_again
from tests.support.shop import add_medicine, open_shop
from theriac.core.actor import SYSTEM
from theriac.domains.replenishment.commands.acknowledge import acknowledge_alert
from theriac.domains.replenishment.commands.low_stock_alerts import review_low_stock
from theriac.domains.replenishment.commands.want import WantWritten, add_want
from theriac.domains.replenishment.models import StockAlert, StockMinimum, WantEntry
from theriac.domains.replenishment.problems import AlertSettled

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 8


def at_once(act: Callable[[], object]) -> list[object]:
    """What each of several gets who do the same at the same moment."""
    start = threading.Barrier(CLIENTS)
    answers: list[object] = []

    def run() -> None:
        try:
            start.wait(60)
            answers.append(asked_again(act))
        except Exception as problem:  # noqa: BLE001 (told by the test's thread)
            answers.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.rows("STK-18")
def test_one_condition_has_one_open_alert_whoever_notices_it() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    pair = (medicine.id, shop.branch_id)
    for turn in range(1, 4):
        StockMinimum.objects.update_or_create(
            product_id=medicine.id, branch_id=shop.branch_id, defaults={"quantity": 10}
        )
        assert at_once(lambda: review_low_stock(actor=SYSTEM, pairs=[pair])) == [None] * CLIENTS
        assert StockAlert.objects.filter(cleared_at=None).count() == 1
        assert StockAlert.objects.count() == turn
        StockMinimum.objects.update(quantity=0)
        assert at_once(lambda: review_low_stock(actor=SYSTEM, pairs=[pair])) == [None] * CLIENTS
        assert StockAlert.objects.filter(cleared_at=None).count() == 0


def test_one_of_many_acknowledges_it() -> None:
    shop = open_shop()
    alert_id = an_alert(shop, add_medicine(shop), 10)
    answers = at_once(
        lambda: acknowledge_alert(
            actor=shop.owner, branch_id=shop.branch_id, alert_id=alert_id, note="seen"
        )
    )
    assert answers.count(None) == 1
    assert sum(isinstance(one, AlertSettled) for one in answers) == CLIENTS - 1


@pytest.mark.rows("STK-36")
def test_what_many_want_at_once_stands_on_the_list_once_and_adds_up() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    want = WantWritten(quantity=3, product_id=medicine.id)
    answers = at_once(lambda: add_want(actor=shop.owner, branch_id=shop.branch_id, want=want))
    entry = WantEntry.objects.get()
    assert answers == [entry.id] * CLIENTS
    assert entry.quantity == 3 * CLIENTS
