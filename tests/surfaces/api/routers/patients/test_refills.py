"""Refills over the API: a plan, its reminder, and the yes that messaging will send, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.refills import remind
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.program import Program, program
from theriac.domains.stock.models import Reservation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20", "RX-21", "CUS-10")]


@pytest.fixture
def pharmacist(shop: Shop) -> Program:
    return program(shop, "pharmacist")


def test_day_25_is_due_and_a_yes_makes_one_basket(
    shop: Shop, pharmacist: Program, medicine: Medicine
) -> None:
    last = shop.today - timedelta(days=25)
    wish = {
        "patient_id": str(register(shop)),
        "product_id": str(medicine.id),
        "quantity": 30,
        "days": 30,
        "last_filled_on": last.isoformat(),
    }
    made = pharmacist.post("/refills", wish)
    assert made.status_code == 201
    plan = made.json()
    assert (plan["next_due_on"], plan["days_late"], plan["reminder"]) == (
        (last + timedelta(days=30)).isoformat(),
        0,
        None,
    )
    assert pharmacist.post("/refills", wish).json()["plan_id"] == plan["id"]
    remind(shop)
    (due,) = pharmacist.get("/refills?due=true").json()["items"]
    assert (due["id"], due["reminder"]["state"]) == (plan["id"], "due")
    assert pharmacist.get("/refills?late=true").json()["items"] == []
    first = pharmacist.post(f"/refills/{plan['id']}/yes").json()
    assert (first["state"], first["quantity"], first["alerts"]) == ("ready", 30, 0)
    again = pharmacist.post(f"/refills/{plan['id']}/yes").json()
    assert again["reservation_id"] == first["reservation_id"]
    assert Reservation.objects.count() == 1
    programme = pharmacist.post("/programmes", {"kind": "diabetes"}).json()
    joined = {"patient_id": wish["patient_id"]}
    pharmacist.post(f"/programmes/{programme['id']}/members", joined)
    (member,) = pharmacist.get(f"/programmes/{programme['id']}/members?due=true").json()["items"]
    assert member["due"] == [plan["id"]]
