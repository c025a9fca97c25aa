"""Clinical interventions by the API: recorded, listed, opened, counted, with their outcome."""

from __future__ import annotations

import pytest

from tests.support.interventions import FOUND
from tests.support.patients import register
from tests.support.prescriptions import a_prescription, line_of
from tests.support.shop import Shop
from tests.surfaces.api.program import program
from theriac.domains.interventions.models import Intervention

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-19")]


def test_it_is_recorded_listed_opened_and_answered(shop: Shop) -> None:
    owner = program(shop, "owner")
    found = {**FOUND, "note": "too much", "proposal": "less"}
    sent = {"patient_id": str(register(shop)), "intervention": found}
    added = owner.post("/interventions", sent)
    assert added.status_code == 201
    one = added.json()
    assert (one["cause"], one["outcome"], "note" in one) == ("dose_high", None, False)
    assert owner.post("/interventions", sent).status_code == 409
    unnamed = {"intervention": {**found, "prescriber_name": ""}}
    refused = owner.post("/interventions", unnamed)
    assert (refused.status_code, refused.json()["code"]) == (422, "interventions.refused")
    (listed,) = owner.get("/interventions?outcome=open&cause=dose_high").json()["items"]
    assert listed == one
    at = f"/interventions/{one['id']}"
    opened = owner.get(f"{at}?why=care")
    assert (opened.json()["note"], opened.json()["prescriber_name"]) == ("too much", "dr. Bagas")
    came = {"outcome": "partly", "answer": "half"}
    done = owner.post(f"{at}/outcome", came, if_match=opened["ETag"])
    assert (done.status_code, done.json()["outcome"]) == (200, "partly")
    again = owner.post(f"{at}/outcome", came, if_match=done["ETag"])
    assert (again.status_code, again.json()["outcome"]) == (409, "partly")
    period = "since=2020-01-01T00:00:00Z&until=2040-01-01T00:00:00Z"
    (counted,) = owner.get(f"/interventions/report?{period}").json()["items"]
    assert (counted["problem"], counted["outcome"], counted["count"]) == ("adverse", "partly", 1)


def test_on_a_prescription_and_with_its_query(shop: Shop) -> None:
    owner, made = program(shop, "owner"), a_prescription(shop, "reviewing")
    called = {**FOUND, "prescriber_name": ""}
    sent = {"line_id": str(line_of(made).id), "intervention": called}
    added = owner.post(f"/prescriptions/{made}/interventions", sent)
    assert (added.status_code, added.json()["prescription_id"]) == (201, str(made))
    seen = owner.get(f"/prescriptions/{made}")
    why = {"reason_code": "dose", "intervention": {**called, "cause": "dose_unclear"}}
    asked = owner.post(f"/prescriptions/{made}/query", why, if_match=seen["ETag"])
    assert (asked.status_code, asked.json()["state"]) == (200, "queried")
    assert Intervention.objects.filter(prescription_id=made).count() == 2
