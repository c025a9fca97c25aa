"""A reservation is kept longer, released with a reason, and ended by the job."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.reservations import reserve, shelf
from tests.support.shop import Medicine, Shop, add_medicine, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotFound, Stale, Unprocessable
from theriac.domains.stock.commands.reservations.settle import (
    extend_reservation,
    lapse_reservations,
    lapsed_reservations,
    release_reservation,
)
from theriac.domains.stock.models import Reservation, ReservedBatch
from theriac.domains.stock.problems import ReservationEnded

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def test_the_job_frees_what_is_over(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 3)
    reserve(shop, medicine, 1)
    reserve(shop, medicine, 2, expires_at=clock.now() + timedelta(days=2))
    with clock.at(clock.now() + timedelta(hours=2)):
        due = lapsed_reservations()
        assert lapse_reservations(actor=SYSTEM, reservation_ids=due) == 1
        assert lapsed_reservations() == []
    assert shelf() == {"B1": (3, 2)}


def test_what_was_released_before_the_job_came_to_it_stays_so(
    shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 3)
    reserve(shop, medicine, 2)
    wrong = reserve(shop, medicine, 1, reference="W-2")
    which: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "reservation_id": wrong,
    }
    extend_reservation(**which, version=1, expires_at=clock.now() + timedelta(days=3))
    release_reservation(**which, version=2, reason="not wanted")

    assert lapse_reservations(actor=SYSTEM, reservation_ids=[wrong]) == 0

    assert shelf() == {"B1": (3, 2)}
    assert Reservation.objects.get(id=wrong).ended_reason == "not wanted"


def test_it_is_kept_longer_and_released_with_a_reason(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 3)
    which: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "reservation_id": reserve(shop, medicine, 3),
    }
    until = clock.now() + timedelta(days=3)
    assert extend_reservation(**which, version=1, expires_at=until) == 2
    with pytest.raises(Stale):
        release_reservation(**which, version=1, reason="not wanted")
    with pytest.raises(Unprocessable):
        release_reservation(**which, version=2, reason=" ")
    with pytest.raises(Unprocessable):
        extend_reservation(**which, version=2, expires_at=clock.now() + timedelta(days=200))
    assert release_reservation(**which, version=2, reason="not wanted") == 3
    assert shelf() == {"B1": (3, 0)}
    row = Reservation.objects.get()
    assert (row.state, row.quantity, row.ended_reason) == ("released", 3, "not wanted")
    assert ReservedBatch.objects.get().quantity == 3
    records = AuditRecord.objects.filter(object_kind="stock.reservation").order_by("id")
    assert len(records) == 3
    before, after = (records[1].facts[side]["expires_at"] for side in ("before", "after"))
    assert datetime.fromisoformat(before) < datetime.fromisoformat(after) == until
    with pytest.raises(ReservationEnded):
        extend_reservation(**which, version=3, expires_at=until)
    with pytest.raises(NotFound):
        release_reservation(
            **{**which, "branch_id": second_branch(shop)}, version=3, reason="not ours"
        )
