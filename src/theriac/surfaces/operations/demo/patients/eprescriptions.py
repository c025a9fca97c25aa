"""The demo's electronic prescriptions: a clinic's system with its key, and what it sent."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.countries.registry import profile_for
from theriac.domains.eprescriptions.commands.keys import SystemKeyWritten, add_key
from theriac.domains.eprescriptions.commands.receive import receive_bundle
from theriac.domains.eprescriptions.commands.systems import SystemWritten, register_system
from theriac.domains.eprescriptions.signature.canonical import read_json, signed_text
from theriac.domains.eprescriptions.signature.keys import read_key
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.surfaces.operations.demo.alerts import Goods
from theriac.surfaces.operations.demo.patients.prescriptions import NAMES

CLINICS = {"id": "Klinik Contoh Digital"}
NAMESPACE = "https://clinic.example/bundles"
SENT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "id": (("Wayan Sudarsana", "1972-03-14"), ("Lestari Widodo", "1988-11-02")),
    "in": (("Kavita Menon", "1972-03-14"), ("Rohan Desai", "1988-11-02")),
    "generic": (("Emma Laurent", "1972-03-14"), ("Lukas Berger", "1988-11-02")),
}
"""Names and birth dates of people whom the pharmacy doesn't know yet."""
BEFORE, EVERY = timedelta(hours=3), timedelta(minutes=50)
TYPE = {"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"}


def add_eprescriptions(
    country: str,
    seed: str,
    owner: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    end: datetime,
) -> int:
    """What a clinic sent for people who are to be found or registered; how many there are."""
    key = Ed25519PrivateKey.from_private_bytes(sha256(f"{seed} clinic".encode()).digest())
    with clock.at(end - BEFORE):
        kid = _registered(CLINICS.get(country, "Example Digital Clinic"), owner, branch_id, key)
    grounds = {one.code for one in profile_for(country).legal_classes if one.needs_prescription}
    wanted = [
        plan.name
        for plan, _product in goods
        if plan.legal_class in grounds and plan.packs[0].name == "tablet"
    ]
    people = SENT[country]
    for at, (names, born) in enumerate(people):
        when = end - BEFORE + EVERY * (at + 1)
        doctor = " ".join(NAMES[country][at])
        bundle = _bundle(f"{at + 1}", (names, born, doctor), wanted[at], when)
        with clock.at(when):
            told = read_json(json.dumps(_signed(bundle, key, kid, when)).encode())
            receive_bundle(actor=owner, branch_id=branch_id, bundle=told)
    return len(people)


def _registered(name: str, owner: Actor, branch_id: BranchId, key: Ed25519PrivateKey) -> str:
    here: dict[str, Any] = {"actor": owner, "branch_id": branch_id}
    system = register_system(**here, facts=SystemWritten(name=name, namespace=NAMESPACE))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    today = branch_date(branch_id)
    days = {"valid_from": today, "valid_until": today + timedelta(days=365)}
    add_key(**here, system_id=system, facts=SystemKeyWritten(public_key=public, **days))
    return read_key(public).thumbprint


def _bundle(number: str, who: tuple[str, str, str], written: str, when: datetime) -> dict[str, Any]:
    """A patient, a prescriber and a request of three times a day for a week."""
    names, born, doctor = who
    entries: list[dict[str, Any]] = [
        {"resourceType": "Patient", "id": "p1", "name": [{"text": names}], "birthDate": born},
        {"resourceType": "Practitioner", "id": "d1", "name": [{"text": doctor}]},
        {
            "resourceType": "MedicationRequest",
            "id": "m1",
            "status": "active",
            "intent": "order",
            "medicationCodeableConcept": {"text": written},
            "subject": {"reference": "Patient/p1"},
            "requester": {"reference": "Practitioner/d1"},
            "authoredOn": when.isoformat(timespec="seconds"),
            "groupIdentifier": {"system": f"{NAMESPACE}/prescriptions", "value": f"RX-{number}"},
            "dosageInstruction": [
                {
                    "timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}},
                    "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}],
                }
            ],
            "dispenseRequest": {"quantity": {"value": 21, "unit": "tablet"}},
        },
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "identifier": {"system": NAMESPACE, "value": f"B-{number}"},
        "timestamp": when.isoformat(timespec="seconds"),
        "entry": [{"resource": one} for one in entries],
    }


def _signed(
    bundle: dict[str, Any], key: Ed25519PrivateKey, kid: str, when: datetime
) -> dict[str, Any]:
    """The bundle with a detached signature, as docs/domains/eprescriptions.md says."""
    head = _base64url(json.dumps({"alg": "EdDSA", "kid": kid}).encode())
    payload = _base64url(signed_text(read_json(json.dumps(bundle).encode())).encode())
    made = _base64url(key.sign(f"{head}.{payload}".encode()))
    signature = {
        "type": [TYPE],
        "when": when.isoformat(timespec="seconds"),
        "who": {"identifier": bundle["identifier"]},
        "sigFormat": "application/jose",
        "data": b64encode(f"{head}..{made}".encode()).decode(),
    }
    return {**bundle, "signature": signature}


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
