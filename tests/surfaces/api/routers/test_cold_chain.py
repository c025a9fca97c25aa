"""The cold chain over the API: readings once a key, what is refused told, excursions assessed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.cold_chain import a_sensor, an_excursion, minutes_ago
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.program import Program, program
from theriac.domains.cold_chain.models import ColdReading
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db


def sent(minutes: int, tenths: int, code: str = "T-1") -> dict[str, Any]:
    taken_at = minutes_ago(minutes).isoformat().replace("+00:00", "Z")
    return {"code": code, "taken_at": taken_at, "tenths": tenths}


@pytest.mark.rows("STK-31")
def test_readings_are_kept_once_and_what_is_refused_is_told(manager: Program, shop: Shop) -> None:
    a_sensor(shop)
    body = {"readings": [sent(20, 50), sent(10, 51), sent(5, 50, "T-9")]}
    first = manager.post("/temperature-readings", body, idempotency_key="k")
    again = manager.post("/temperature-readings", body, idempotency_key="k")

    assert (first.status_code, again.json()) == (200, first.json())
    assert (first.json()["recorded"], first.json()["known"]) == (2, 0)
    assert [(one["position"], one["field"]) for one in first.json()["refused"]] == [(2, "code")]
    anew = manager.post("/temperature-readings", body, idempotency_key="l").json()
    assert (anew["recorded"], anew["known"], len(anew["refused"])) == (0, 2, 1)
    assert ColdReading.objects.count() == 2


@pytest.mark.rows("STK-31")
def test_an_excursion_is_assessed_by_a_pharmacists_program(shop: Shop) -> None:
    batch = stock_up(shop, add_medicine(shop, storage="fridge"), 5)
    a_sensor(shop)
    an_excursion(shop)
    pharmacist = program(shop, "pharmacist")
    found = pharmacist.get("/excursions?is_open=true").json()["items"]
    assert [(one["lowest"], one["highest"], len(one["batches"])) for one in found] == [(95, 95, 1)]

    decision = {"batch_id": str(batch), "decision": "release", "reason": "Stable for 48 hours"}
    at = f"/excursions/{found[0]['id']}"
    done = pharmacist.post(f"{at}/assess", {"decisions": [decision], "note": "Door open"})
    assert done.json()["closed_at"] is not None
    assert Batch.objects.get().state == "released"
    assert pharmacist.post(f"{at}/assess", {"note": "Again"}).status_code == 409
    alert = pharmacist.get("/alerts?kind=cold").json()["items"][0]
    assert alert["cleared_at"] is not None


def test_a_sensor_is_changed_at_the_version_that_was_seen(manager: Program) -> None:
    body = {"code": "T-1", "name": "Insulin", "shelf": "K2"}
    added = manager.post("/sensors", body).json()
    at = f"/sensors/{added['id']}"
    changed = manager.put(at, {**body, "high": 90}, if_match='"1"').json()
    assert (changed["high"], changed["version"]) == (90, 2)
    assert manager.put(at, body, if_match='"1"').status_code == 409
    assert manager.post("/sensors", body).status_code == 409
    assert manager.post("/sensors", {**body, "code": "T-2", "low": 99}).status_code == 422
