"""The waitlist over the API: joined once, served, told, held longer, passed on, left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.patients import register
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.program import Program
from theriac.core import clock
from theriac.domains.waitlist.models import Wait

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


def ask(manager: Program, wait: dict[str, Any], verb: str, body: Any = None) -> Any:
    """Edit a wait at the version that there is."""
    at = f"/waits/{wait['id']}"
    return manager.post(f"{at}/{verb}", body, if_match=manager.get(at)["ETag"])


def test_a_ticket_is_served_told_held_longer_and_passed_to_the_next(
    manager: Program, medicine: Medicine
) -> None:
    asked = {"product_id": str(medicine.id), "quantity": 60, "ticket": "a1"}
    added = manager.post("/waits", asked)
    assert added.status_code == 201
    first = added.json()
    assert (first["code"], first["state"], first["product"]) == (
        "A1",
        "offered",
        "Paracetamol 500 mg tablet",
    )
    again = manager.post("/waits", asked)
    assert (again.status_code, again.json()["wait_id"]) == (409, first["id"])
    second = manager.post("/waits", {**asked, "ticket": "A2"}).json()
    assert (second["state"], second["reservation_id"]) == ("waiting", None)

    told = ask(manager, first, "tell")
    assert told.status_code == 200
    assert told.json()["told_at"] is not None
    until = (clock.now() + timedelta(days=2)).replace(microsecond=0)
    longer = ask(manager, first, "extend", {"hold_until": until.isoformat()})
    assert longer.json()["hold_until"] == until.isoformat().replace("+00:00", "Z")
    passed = ask(manager, first, "pass", {"reason": "Bought elsewhere"}).json()
    assert (passed["state"], passed["ended_reason"]) == ("passed", "Bought elsewhere")
    assert manager.get(f"/waits/{second['id']}").json()["state"] == "offered"
    left = ask(manager, second, "leave", {"reason": "Moved"}).json()
    assert left["state"] == "left"
    assert manager.get("/waits?state=waiting").json()["items"] == []


def test_a_repeated_request_joins_once(manager: Program, medicine: Medicine) -> None:
    asked = {"product_id": str(medicine.id), "quantity": 1, "ticket": "A1"}
    one, other = (manager.post("/waits", asked, idempotency_key="once") for _ in range(2))
    assert one.json() == other.json()
    assert Wait.objects.count() == 1


def test_a_wait_is_changed_at_its_version_only(manager: Program, medicine: Medicine) -> None:
    asked = {"product_id": str(medicine.id), "quantity": 500, "ticket": "A1"}
    wait = manager.post("/waits", asked).json()
    at, body = f"/waits/{wait['id']}", {"priority": "urgent", "quantity": 400, "reason": "Fever"}
    version = manager.get(at)["ETag"]
    changed = manager.post(f"{at}/change", body, if_match=version)
    assert (changed.json()["priority"], changed.json()["quantity"]) == ("urgent", 400)
    assert changed.json()["since"] == wait["since"]
    assert manager.post(f"{at}/change", body, if_match=version).status_code == 409
    assert ask(manager, wait, "tell").json()["type"].endswith("waitlist.differs")


def test_a_patient_is_found_by_id_and_a_telephone_number_is_refused(
    shop: Shop, manager: Program, medicine: Medicine
) -> None:
    patient = str(register(shop))
    asked = {"product_id": str(medicine.id), "quantity": 500}
    wait = manager.post("/waits", {**asked, "patient_id": patient}).json()
    assert wait["patient_id"] == patient
    found = manager.get(f"/waits?patient_id={patient}").json()["items"]
    assert [one["id"] for one in found] == [wait["id"]]
    for wrong in ({"ticket": "081234567890"}, {}, {"ticket": "A1", "patient_id": patient}):
        refused = manager.post("/waits", {**asked, **wrong})
        assert refused.status_code == 422
        assert refused.json()["type"].endswith("waitlist.refused")


def test_the_hold_time_is_read_and_set_within_its_bounds(
    shop: Shop, manager: Program, medicine: Medicine
) -> None:
    at = "/waitlist/hold-time"
    assert manager.get(at).json() == {"branch_id": str(shop.branch_id), "hours": 24}
    assert manager.post(at, {"hours": 2}).json()["hours"] == 2
    for hours in (0, 337, "2", 1.5):
        assert manager.post(at, {"hours": hours}).status_code == 422
    assert manager.get(at).json()["hours"] == 2
    asked = {"product_id": str(medicine.id), "quantity": 1, "ticket": "A1"}
    before = clock.now()
    manager.post("/waits", asked)
    until = Wait.objects.get().hold_until
    assert until is not None
    assert before + timedelta(hours=2) <= until <= clock.now() + timedelta(hours=2)
