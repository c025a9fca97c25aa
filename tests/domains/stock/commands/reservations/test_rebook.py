"""What is kept for somebody is kept with other goods once its own can't be given any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.recalls import recall_of
from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.outbox.relay import relay_once
from theriac.core.verification.registry import run_checks
from theriac.domains.stock.commands.batches import hold_batch, release_batch
from theriac.domains.stock.commands.reservations import rebook
from theriac.domains.stock.commands.reservations.rebook import rebook_reservation
from theriac.domains.stock.commands.reservations.settle import (
    extend_reservation,
    release_reservation,
)
from theriac.domains.stock.jobs import keep_promises
from theriac.domains.stock.models import Reservation
from theriac.domains.stock.queries.reservations import find_reservation
from theriac.domains.stock.reserved.hold import lock_free

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


def test_only_the_one_that_is_asked_is_moved_and_none_that_ended(
    shop: Shop, medicine: Medicine
) -> None:
    first = stock_up(shop, medicine, 10, days=100, batch_number="A")
    stock_up(shop, medicine, 20, days=200, batch_number="B")
    ended, other, asked = (reserve(shop, medicine, 3, reference=name) for name in "EOA")
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    release_reservation(**here, reservation_id=ended, version=1, reason="not wanted")
    hold_batch(**here, batch_id=first, reason="leaks")

    assert rebook_reservation(actor=SYSTEM, reservation_id=ended) == 0
    assert rebook_reservation(actor=SYSTEM, reservation_id=asked) == 3

    assert shelf() == {"A": (10, 3), "B": (20, 3)}
    assert (withheld(shop, other), withheld(shop, asked)) == (3, 0)


def test_what_was_kept_longer_meanwhile_stays_so(
    shop: Shop, medicine: Medicine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody extends it after it was read and before its goods are locked."""
    first = stock_up(shop, medicine, 10, days=100, batch_number="A")
    stock_up(shop, medicine, 20, days=200, batch_number="B")
    reserve(shop, medicine, 3, reference="O")
    order = reserve(shop, medicine, 3)
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=first, reason="leaks")
    until = clock.now() + timedelta(days=3)

    def extend_and_lock(ids: list[UUID]) -> dict[UUID, int]:
        monkeypatch.setattr(rebook, "lock_free", lock_free)
        extend_reservation(
            actor=shop.owner,
            branch_id=shop.branch_id,
            reservation_id=order,
            version=1,
            expires_at=until,
        )
        return lock_free(ids)

    monkeypatch.setattr(rebook, "lock_free", extend_and_lock)
    assert rebook_reservation(actor=SYSTEM, reservation_id=order) == 3

    row = Reservation.objects.get(id=order)
    assert (row.expires_at, row.version) == (until, 3)
