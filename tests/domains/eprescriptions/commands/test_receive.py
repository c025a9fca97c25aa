"""Receiving a signed bundle: into the queue, to a person, or refused with its place."""

from __future__ import annotations

import copy
import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.support.eprescriptions import (
    CLINIC,
    GTIN,
    KEY,
    a_bundle,
    a_doctor,
    a_key,
    a_patient,
    a_request,
    a_system,
    known_people,
    parsed,
    send,
    signed,
    thumbprint,
)
from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.privacy.keys import open_keys
from theriac.core.problems import Conflict
from theriac.core.verification.registry import run_checks
from theriac.domains.eprescriptions.commands.keys import revoke_key
from theriac.domains.eprescriptions.commands.receive import receive_bundle
from theriac.domains.eprescriptions.commands.systems import end_system
from theriac.domains.eprescriptions.models import EPrescription, ReceivedBundle, SystemKey
from theriac.domains.eprescriptions.problems import (
    BundleRefused,
    NumberTaken,
    SignatureRefused,
)
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-06")]


def usual(**more: Any) -> dict[str, Any]:
    """A bundle all of which is known exactly."""
    return a_bundle(a_patient(), a_doctor(), a_request(gtin=GTIN), **more)


def receive(shop: Shop, bundle: dict[str, Any]) -> Any:
    return receive_bundle(actor=shop.owner, branch_id=shop.branch_id, bundle=parsed(bundle))


def test_what_is_known_exactly_is_in_the_queue_at_once(shop: Shop) -> None:
    patient, prescriber, product = known_people(shop)
    system = a_system(shop)
    made = send(shop, usual(), system)
    bundle, one = ReceivedBundle.objects.get(id=made), EPrescription.objects.get()
    found, line = Prescription.objects.get(), PrescriptionLine.objects.get()
    assert (one.state, one.prescription_id, one.places) == (
        "taken",
        found.id,
        ["Bundle.entry[2].resource"],
    )
    assert (found.patient_id, found.prescriber_id, found.state) == (patient, prescriber, "received")
    assert found.content["number"] == "RX-1"
    assert (line.product_id, line.quantity, line.repeats) == (product, 21, 1)
    assert line.content["written"] == "Amoxicillin 500 mg tablet"
    told = line.content["directions"]
    assert (told["sig"], told["times"], told["route"]) == ("3 dd 1 tab pc", 3, "oral")
    assert (bundle.kept_for, bundle.content["text"].startswith('{"entry":')) == (patient, True)
    assert open_keys([bundle.id]) == {}
    again = send(shop, usual(), system)
    assert (again, Prescription.objects.count(), EPrescription.objects.count()) == (made, 1, 1)
    written = json.dumps(
        [list(AuditRecord.objects.values()), list(OutboxEvent.objects.values())], default=str
    )
    assert not any(word in written for word in ("Siti", "Amoxicillin", "RX-1"))


def test_what_isnt_waits_sealed_for_a_person(shop: Shop) -> None:
    known_people(shop)
    system = a_system(shop)
    two = [
        a_request("mr1", gtin=GTIN),
        a_request("mr2", groupIdentifier={"system": CLINIC, "value": "RX-2"}),
        a_request("mr3", groupIdentifier={"system": CLINIC, "value": "RX-2"}, note=[{"text": "n"}]),
    ]
    born = a_patient(birthDate="1990-07-02")
    made = send(shop, a_bundle(born, a_doctor(), *two), system)
    rows = list(EPrescription.objects.order_by("position"))
    assert [(one.state, one.line_count) for one in rows] == [("waiting", 1), ("waiting", 2)]
    assert {one.kept_for for one in rows} == {made}
    assert set(open_keys([made])) == {made}
    assert [one["written"] for one in rows[1].content["lines"]] == ["Amoxicillin 500 mg tablet"] * 2
    assert Prescription.objects.count() == 0
    held = EPrescription.objects.filter(id=rows[0].id).values_list("patient_id", flat=True).get()
    assert held is None
    (checked,) = run_checks(["eprescriptions.signatures"])
    assert (checked.looked_at, list(checked.violations)) == (1, [])


def test_a_wrong_signature_is_refused(shop: Shop) -> None:
    system = a_system(shop)
    kid, other = thumbprint(system), Ed25519PrivateKey.from_private_bytes(bytes(32))
    good = signed(usual(), kid)
    altered = copy.deepcopy(good)
    altered["entry"][2]["resource"]["dispenseRequest"]["quantity"]["value"] = 210
    unsigned = {key: value for key, value in good.items() if key != "signature"}
    cases = {
        "missing": unsigned,
        "format": {**good, "signature": {**good["signature"], "sigFormat": "image/jpeg"}},
        "when": {**good, "signature": {**good["signature"], "when": "yesterday"}},
        "form": {**good, "signature": {**good["signature"], "data": "AAAA"}},
        "algorithm": signed(usual(), kid, header={"alg": "none", "kid": kid}),
        "kid": signed(usual(), "k1"),
        "unknown": signed(usual(), "A" * 43),
        "wrong": altered,
        "system": signed(usual(identifier={"system": "https://other.example", "value": "1"}), kid),
    }
    for why, bundle in cases.items():
        with pytest.raises(SignatureRefused) as refused:
            receive(shop, bundle)
        assert refused.value.facts["why"] == why
    for bundle in (
        signed(usual(), kid, other),
        signed(usual(), kid, header={"alg": "ES256", "kid": kid}),
    ):
        with pytest.raises(SignatureRefused) as refused:
            receive(shop, bundle)
        assert refused.value.facts["why"] == "wrong"
    with pytest.raises(SignatureRefused):
        receive(shop, signed(usual(), kid, header={"alg": "EdDSA", "kid": kid, "crit": ["b64"]}))
    assert not ReceivedBundle.objects.exists()


def test_a_key_that_isnt_valid_now_is_refused(shop: Shop) -> None:
    tomorrow = shop.today + timedelta(days=1)
    other = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"a")
    system = a_system(shop, valid_from=tomorrow)
    later = thumbprint(system)
    key_id = a_key(shop, system, other)
    kid = SystemKey.objects.get(id=key_id).thumbprint
    assert _why(shop, signed(usual(), later)) == "expired"
    receive(shop, signed(usual(), kid, other))
    with clock.at(clock.now() + timedelta(days=500)):
        assert _why(shop, signed(usual(), kid, other)) == "expired"
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "system_id": system}
    revoke_key(**at, key_id=key_id)
    assert _why(shop, signed(usual(), kid, other)) == "revoked"
    end_system(**at)
    assert _why(shop, signed(usual(), kid, other)) == "ended"


def _why(shop: Shop, bundle: dict[str, Any]) -> Any:
    with pytest.raises(SignatureRefused) as refused:
        receive(shop, bundle)
    return refused.value.facts["why"]


def test_a_number_and_an_identifier_are_used_once(shop: Shop) -> None:
    system = a_system(shop)
    send(shop, usual(), system)
    with pytest.raises(NumberTaken) as refused:
        send(shop, usual(value="B-2"), system)
    assert refused.value.facts["eprescription_id"] == EPrescription.objects.get().id
    with pytest.raises(Conflict):
        send(shop, usual(type="document"), system)
    assert EPrescription.objects.count() == 1


def test_every_fault_of_a_bundle_stops_it_with_its_place(shop: Shop) -> None:
    system = a_system(shop)
    bad = a_bundle(
        a_patient(),
        a_doctor(),
        a_request("a", status="draft", intent="plan", doNotPerform=True),
        a_request("b", medicationCodeableConcept={"coding": []}),
        a_request("c", subject={"reference": "Patient/nobody"}, requester={"display": "dr. X"}),
        a_request("d", authoredOn="2026-11", modifierExtension=[{"url": "x"}]),
        a_request("e", authoredOn="2027-01-01", dosageInstruction="3x1"),
        a_request("f", dispenseRequest={"validityPeriod": {"end": "2026-11-01"}}),
        a_request("g", dispenseRequest={"numberOfRepeatsAllowed": 1.5}),
        a_request("h"),
        type="batch",
    )
    bad["entry"][9]["request"] = {"method": "DELETE", "url": "x"}
    bad["entry"].append({"fullUrl": "urn:x"})
    with pytest.raises(BundleRefused) as refused:
        send(shop, bad, system)
    assert set(refused.value.errors) == {
        "Bundle.type",
        "Bundle.entry[9].request.method",
        "Bundle.entry[10].resource",
        *(
            f"Bundle.entry[{at}].resource{name}"
            for at, name in (
                *((2, ".status"), (2, ".intent"), (2, ".doNotPerform")),
                *((3, ".medicationCodeableConcept"), (4, ".subject"), (4, ".requester")),
                *((5, ""), (5, ".authoredOn"), (6, ".authoredOn"), (6, ".dosageInstruction")),
                *((7, ".dispenseRequest.validityPeriod.end"),),
                *((8, ".dispenseRequest.numberOfRepeatsAllowed"),),
            )
        ),
    }
    others = a_patient(id="p2", name=[{"text": "Budi"}])
    mixed = a_bundle(
        a_patient(),
        others,
        a_doctor(),
        a_request("a"),
        a_request("b", subject={"reference": "Patient/p2"}),
    )
    for bundle, said in (
        (mixed, "several patients"),
        (a_bundle(a_patient()), "no MedicationRequest"),
    ):
        with pytest.raises(BundleRefused) as refused:
            send(shop, bundle, system)
        assert said in str(refused.value.errors["Bundle.entry"])
    assert not ReceivedBundle.objects.exists()


def test_what_asks_first_waits_though_all_is_known(shop: Shop) -> None:
    """As the same prescription that was taken in on paper, or another by a second system."""
    known_people(shop)
    send(shop, usual(), a_system(shop))
    second = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"b")
    other = a_system(shop, "https://hub.example", second)
    sent = usual(identifier={"system": "https://hub.example", "value": "B-1"})
    send(shop, sent, other, second)
    assert sorted(EPrescription.objects.values_list("state", flat=True)) == ["taken", "waiting"]
    assert Prescription.objects.count() == 1
    assert KEY is not second
