"""What is kept for somebody is kept with other goods once its own can't be given any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.recalls import recall_of
from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.jobs import keep_promises
from theriac.domains.stock.models import Reservation
from theriac.domains.stock.queries.reservations import find_reservation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("STK-12", "STK-23")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def withheld(shop: Shop, reservation_id: Any) -> int:
    row: Any = find_reservation(
        actor=shop.owner, branch_id=shop.branch_id, reservation_id=reservation_id
    )
    return int(row.withheld)


def assert_books_are_right() -> None:
    assert [found.sentence for result in run_checks() for found in result.violations] == []


def test_a_recalled_batch_gives_way_to_another(shop: Shop, medicine: Medicine) -> None:
    first = stock_up(shop, medicine, 10, days=100, batch_number="A")
    stock_up(shop, medicine, 10, days=200, batch_number="B")
    order = reserve(shop, medicine, 8)
    relay_once()

    recall_of(shop, [first])
    assert (shelf(), withheld(shop, order)) == ({"A": (10, 8), "B": (10, 0)}, 8)
    relay_once()

    assert (shelf(), withheld(shop, order)) == ({"A": (10, 0), "B": (10, 8)}, 0)
    assert Reservation.objects.get().quantity == 8
    assert_books_are_right()


def test_what_has_no_others_waits_for_them_and_takes_none_from_anybody(
    shop: Shop, medicine: Medicine
) -> None:
    first = stock_up(shop, medicine, 10, days=100, batch_number="A")
    stock_up(shop, medicine, 5, days=200, batch_number="B")
    order, other = reserve(shop, medicine, 10), reserve(shop, medicine, 3, reference="W-2")
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=first, reason="leaks")
    relay_once()
    assert shelf() == {"A": (10, 8), "B": (5, 5)}
    assert (withheld(shop, order), withheld(shop, other)) == (8, 0)

    stock_up(shop, medicine, 20, days=300, batch_number="C")
    relay_once()
    assert shelf() == {"A": (10, 0), "B": (5, 5), "C": (20, 8)}
    assert (withheld(shop, order), Reservation.objects.get(id=order).quantity) == (0, 10)
    assert_books_are_right()


def test_what_is_released_again_is_kept_still(shop: Shop, medicine: Medicine) -> None:
    first = stock_up(shop, medicine, 10, batch_number="A")
    order = reserve(shop, medicine, 10)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "batch_id": first}
    hold_batch(**here, reason="looked at")
    relay_once()
    assert withheld(shop, order) == 10
    release_batch(**here, reason="sound")
    relay_once()
    assert (shelf(), withheld(shop, order)) == ({"A": (10, 10)}, 0)


def test_what_expires_gives_way_at_night(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 10, days=2, batch_number="A")
    stock_up(shop, medicine, 10, days=200, batch_number="B")
    reserve(shop, medicine, 4, expires_at=clock.now() + timedelta(days=9))
    with clock.at(clock.now() + timedelta(days=3)):
        assert keep_promises.call() == 4
        assert keep_promises.call() == 0
    assert shelf() == {"A": (10, 0), "B": (10, 4)}
    assert_books_are_right()
