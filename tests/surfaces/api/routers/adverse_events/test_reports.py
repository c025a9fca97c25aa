"""Reports of adverse events by the API: prefilled, written once, read whole, sent."""

from __future__ import annotations

import pytest

from tests.support.adverse_events import PROBABLE, sell_to
from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from tests.surfaces.api.adverse_events import written
from tests.surfaces.api.program import program

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-02")]


def test_from_the_prefilled_batch_to_the_sent_report(shop: Shop) -> None:
    owner, patient, medicine = program(shop, "owner"), register(shop), add_medicine(shop)
    batch = stock_up(shop, medicine, 50, batch_number="P-9")
    sell_to(shop, patient, medicine.id)
    (got,) = owner.get(f"/patients/{patient}/adverse-event-prefill").json()["medicines"]
    assert (got["batch_id"], got["batch_number"], got["role"]) == (str(batch), "P-9", "suspect")
    body = {"patient_id": str(patient), "report": written(shop.today, medicines=[got])}
    made = owner.post("/adverse-events", body)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    at = f"/adverse-events/{made.json()['id']}"
    judged = {"answers": PROBABLE, "category": "certain"}
    seen = owner.get(at)
    assert owner.post(f"{at}/assessment", judged, if_match=seen["ETag"]).status_code == 200
    owner.post("/adverse-events/period", {"serious_days": 15})
    opened = owner.get(at)
    told = opened.json()
    assert (told["score"], told["band"], told["category"]) == (5, "probable", "certain")
    assert told["report"]["medicines"][0] == got
    assert told["due_on"] is not None
    sending = {"authority": "bpom", "way": "web", "sent_on": shop.today.isoformat()}
    sent = owner.post(f"{at}/send", sending, if_match=opened["ETag"])
    assert (sent.status_code, sent.json()["state"]) == (200, "sent")
    again = owner.post(f"{at}/send", sending, if_match=sent["ETag"])
    assert (again.status_code, again.json()["code"]) == (409, "adverse_events.wrong_state")
    listed = owner.get(f"/adverse-events?batch_id={batch}&state=sent").json()["items"]
    assert [one["id"] for one in listed] == [made.json()["id"]]
    assert "Hives" not in owner.get("/adverse-events").text


def test_a_further_version_by_its_own_id(shop: Shop) -> None:
    owner = program(shop, "owner")
    made = owner.post("/adverse-events", {"report": written(shop.today)}).json()
    at = f"/adverse-events/{made['id']}"
    sending = {"authority": "maker", "way": "email", "sent_on": shop.today.isoformat()}
    seen = owner.post(f"{at}/send", sending, if_match=owner.get(at)["ETag"])
    further = owner.post(f"{at}/follow-up", if_match=seen["ETag"])
    assert (further.status_code, further.json()["first_id"]) == (201, made["id"])
    assert owner.get(at).json()["versions"] == [further.json()["id"]]
