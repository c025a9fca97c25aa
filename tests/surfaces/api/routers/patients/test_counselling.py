"""Counselling by the API: recorded, listed, opened with a reason, counted, withdrawn."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.shop import Shop
from tests.surfaces.api.program import program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17")]


def test_it_is_recorded_listed_opened_and_withdrawn(shop: Shop) -> None:
    owner = program(shop, "owner")
    told = {"topics": ["use", "food"], "is_leaflet_given": True, "note": "no grapefruit"}
    sent = {"patient_id": str(register(shop)), "counselling": told}
    added = owner.post("/counselling", sent)
    assert added.status_code == 201
    one = added.json()
    assert (one["state"], one["topics"], one["refused_why"]) == (
        "counselled",
        ["use", "food"],
        None,
    )
    assert "note" not in one
    empty = owner.post("/counselling", {**sent, "counselling": {}})
    assert (empty.status_code, empty.json()["type"].rpartition(":")[2]) == (
        422,
        "counselling.refused",
    )
    assert owner.post("/counselling", sent).status_code == 409
    (listed,) = owner.get("/counselling?state=counselled").json()["items"]
    assert listed == one
    at = f"/counselling/{one['id']}"
    opened = owner.get(f"{at}?why=care")
    assert (opened.json()["note"], opened.json()["patient_id"]) == (
        "no grapefruit",
        sent["patient_id"],
    )
    period = "since=2020-01-01T00:00:00Z&until=2040-01-01T00:00:00Z"
    counted = owner.get(f"/counselling/report?{period}").json()
    assert (counted["counselled"], counted["leaflets"]) == (1, 1)
    assert counted["people"] == [{"person_id": one["by"], "counselled": 1, "refused": 0}]
    why = {"reason_code": "patient"}
    done = owner.post(f"{at}/withdraw", why, if_match=opened["ETag"])
    assert (done.status_code, done.json()["state"]) == (200, "withdrawn")
    assert owner.get(f"/counselling/report?{period}").json()["counselled"] == 0
