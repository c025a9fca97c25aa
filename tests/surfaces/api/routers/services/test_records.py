"""Services by the API: offered, booked, recorded with the shelf's batch, billed, read."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.services import a_vaccine, service_product
from tests.support.shop import Shop
from tests.surfaces.api.program import program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_from_the_offer_to_the_bill(shop: Shop) -> None:
    owner, patient, (vaccine, batch) = program(shop, "owner"), register(shop), a_vaccine(shop)
    told = {
        "name": "Flu vaccination",
        "kind": "vaccination",
        "product_id": str(service_product(shop)),
        "vaccine_ids": [str(vaccine.id)],
    }
    made = owner.post("/services", {"service": told})
    assert (made.status_code, made.json()["vaccine_ids"]) == (201, [str(vaccine.id)])
    who = {"service_id": made.json()["id"], "patient_id": str(patient)}
    here = owner.post("/appointments", who)
    assert (here.status_code, here.json()["state"]) == (201, "arrived")
    full = owner.post("/appointments", who)
    assert (full.status_code, full.json()["code"], full.json()["capacity"]) == (
        409,
        "services.full",
        1,
    )
    given = {
        "product_id": str(vaccine.id),
        "batch_id": str(batch),
        "site": "left_arm",
        "route": "im",
    }
    at = f"/appointments/{here.json()['id']}"
    done = {"done": {"vaccine": {**given, "dose": 2}}}
    record = owner.post(f"{at}/record", done, if_match=here["ETag"])
    assert (record.status_code, record.json()["batch_id"]) == (201, str(batch))
    items = [
        {"product_id": str(service_product(shop)), "quantity": 1},
        {"product_id": str(vaccine.id), "quantity": 1, "batch_id": str(batch)},
    ]
    sale = owner.post("/sales", {"lines": items, "payments": [{"method": "cash"}]}).json()
    path = f"/service-records/{record.json()['id']}"
    billed = owner.post(f"{path}/bill", {"sale_id": sale["id"]})
    assert (billed.status_code, billed.json()["sale_id"]) == (200, sale["id"])
    again = owner.post(f"{path}/bill", {"sale_id": sale["id"]})
    assert (again.status_code, again.json()["code"]) == (409, "services.billed")
    opened = owner.get(path).json()
    assert (opened["dose"], opened["site"], opened["patient_id"]) == (2, "left_arm", str(patient))
    assert owner.get("/service-records?is_billed=false").json()["items"] == []
    assert str(patient) not in owner.get("/appointments").text
