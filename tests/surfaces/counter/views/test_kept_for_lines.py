"""What is kept for a line of a prescription comes along to the counter while it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.compounding import compounded_for
from tests.support.prescriptions import advance
from tests.support.refills import a_repeat, plan_of
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.counter.views.conftest import Device
from tests.surfaces.counter.views.wiring import taken, token_of
from theriac.domains.refills.commands.answer import answer_yes
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.models import Reservation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-01", "RX-20")]


def held(device: Device, shop: Shop, prescription_id: UUID) -> list[Any]:
    """What each of its lines has kept for it, now and once that was released."""
    advance(shop, prescription_id, "ready")
    token = token_of(device, "pharmacist", shop)
    first = taken(device, token, prescription_id).json()["lines"]
    kept = Reservation.objects.get()
    given = {"actor": shop.owner, "branch_id": shop.branch_id, "version": kept.version}
    release_reservation(reservation_id=kept.id, reason="not wanted", **given)
    after = taken(device, token, prescription_id).json()["lines"]
    return [line["held"] for line in (*first, *after)]


def test_what_is_kept_for_a_refill(device: Device, shop: Shop) -> None:
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 30)
    found = a_repeat(shop, medicine)
    basket = answer_yes(actor=shop.owner, branch_id=shop.branch_id, plan_id=plan_of(found).id)
    kept = {
        "id": str(basket.reservation_id),
        "product_id": str(medicine.id),
        "quantity": 30,
        "batches": [{"batch_id": str(batch), "quantity": 30}],
    }
    assert held(device, shop, found) == [kept, None]


@pytest.mark.rows("RX-12")
def test_what_was_compounded_for_the_line(device: Device, shop: Shop) -> None:
    made, found, row = compounded_for(shop)
    kept = {
        "id": str(Reservation.objects.get().id),
        "product_id": str(made.id),
        "quantity": 10,
        "batches": [{"batch_id": str(row.batch_id), "quantity": 10}],
    }
    assert held(device, shop, found) == [kept, None]
