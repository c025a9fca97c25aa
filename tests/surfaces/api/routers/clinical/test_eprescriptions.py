"""Electronic prescriptions by the API: a bundle into the queue, once; wrong signatures refused."""

from __future__ import annotations

import json

import pytest

from tests.support.eprescriptions import (
    GTIN,
    a_bundle,
    a_doctor,
    a_patient,
    a_request,
    a_system,
    known_people,
    signed,
    thumbprint,
)
from tests.support.shop import Shop
from tests.surfaces.api.program import program
from theriac.domains.prescriptions.models import Prescription

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-06")]
AT = "/prescriptions/bundles"


def test_a_bundle_is_in_the_queue_and_comes_once(shop: Shop) -> None:
    known_people(shop)
    kid = thumbprint(a_system(shop))
    bundle = signed(a_bundle(a_patient(), a_doctor(), a_request(gtin=GTIN)), kid)
    owner = program(shop, "owner")
    sent = owner.post(AT, bundle, idempotency_key="one")
    assert sent.status_code == 201
    (told,) = sent.json()["prescriptions"]
    assert (told["state"], told["requests"]) == ("taken", ["Bundle.entry[2].resource"])
    listed = owner.get("/prescriptions?state=received").json()["items"]
    assert [one["id"] for one in listed] == [told["prescription_id"]]
    for key in ("one", "two"):
        again = owner.post(AT, bundle, idempotency_key=key)
        assert (again.status_code, again.json()) == (201, sent.json())
    assert Prescription.objects.count() == 1
    assert owner.get(f"{AT}/{sent.json()['id']}").json() == sent.json()
    raw = owner.client.post(
        f"/api/v1{AT}",
        json.dumps(bundle),
        content_type="application/fhir+json",
        headers={"authorization": f"Bearer {owner.key}", "idempotency-key": "three"},
    )
    assert raw.status_code == 201


def test_what_is_refused_says_where_and_why(shop: Shop) -> None:
    kid = thumbprint(a_system(shop))
    owner = program(shop, "owner")
    good = signed(a_bundle(), kid)
    good["entry"][2]["resource"]["note"] = [{"text": "more"}]
    wrong = owner.post(AT, good)
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["why"]) == (
        422,
        "eprescriptions.signature",
        "wrong",
    )
    faulty = a_bundle(a_patient(), a_doctor(), a_request(status="draft"))
    refused = owner.post(AT, signed(faulty, kid)).json()
    assert refused["code"] == "eprescriptions.refused"
    (fault,) = refused["errors"]
    assert fault["field"] == "Bundle.entry[2].resource.status"
    assert fault["detail"] == "This prescription is a draft. Send it once it is active."
    deep = owner.client.post(
        f"/api/v1{AT}",
        "[" * 100_000,
        content_type="application/json",
        headers={"authorization": f"Bearer {owner.key}", "idempotency-key": "deep"},
    )
    assert (deep.status_code, deep.json()["code"]) == (422, "eprescriptions.refused")
    assert program(shop, "pharmacist").post(AT, signed(a_bundle(), kid)).status_code == 403
