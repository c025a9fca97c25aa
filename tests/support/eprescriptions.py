"""Electronic prescriptions for tests: a system with its key, bundles, and their signatures."""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.support.patients import BORN, NIK, register
from tests.support.prescribers import a_prescriber
from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.commands.barcodes import add_barcode
from theriac.domains.eprescriptions.commands.keys import SystemKeyWritten, add_key
from theriac.domains.eprescriptions.commands.receive import receive_bundle
from theriac.domains.eprescriptions.commands.systems import SystemWritten, register_system
from theriac.domains.eprescriptions.ids import BundleId, EPrescriptionId, SystemId
from theriac.domains.eprescriptions.models import (
    EPrescription,
    PrescribingSystem,
    ReceivedBundle,
    SystemKey,
)
from theriac.domains.eprescriptions.signature.canonical import read_json, signed_text
from theriac.domains.organisation.queries.branches import branch_date

SEED = bytes(range(32))
"""The private key of tests; nobody else's."""
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
CLINIC = "https://clinic.example/bundles"
STR = "STR" + "".join(str(ord(letter) % 10) for letter in "Ani Wijaya")
"""The number of the prescriber whom tests usually have."""
GTIN = "08991234567891"


def pem_of(key: Any) -> str:
    """The public half, as an integrator sends it."""
    told = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return str(told.decode())


def a_system(shop: Shop, namespace: str = CLINIC, key: Any = KEY, **days: Any) -> SystemId:
    """A system of the shop's branch, with a key that is valid for a year."""
    made = register_system(
        actor=shop.owner,
        branch_id=shop.branch_id,
        facts=SystemWritten(name="Klinik Sehat", namespace=namespace),
    )
    a_key(shop, made, key, **days)
    return made


def a_key(shop: Shop, system_id: SystemId, key: Any = KEY, **days: Any) -> UUID:
    """Another key of the system."""
    today = branch_date(shop.branch_id)
    valid = {"valid_from": today, "valid_until": today + timedelta(days=365), **days}
    facts = SystemKeyWritten(public_key=pem_of(key), **valid)
    return add_key(actor=shop.owner, branch_id=shop.branch_id, system_id=system_id, facts=facts)


def thumbprint(system_id: UUID) -> str:
    """What the system's first key is named by."""
    found = SystemKey.objects.filter(system_id=system_id).order_by("registered_at").first()
    assert found is not None
    return str(found.thumbprint)


def a_patient(**more: Any) -> dict[str, Any]:
    """A patient who is known by NIK, as a bundle tells them."""
    return {
        "resourceType": "Patient",
        "id": "p1",
        "identifier": [{"system": "https://fhir.kemkes.go.id/id/nik", "value": NIK}],
        "name": [{"use": "official", "text": "Siti Rahayu"}],
        "gender": "female",
        "birthDate": BORN.isoformat(),
        **more,
    }


def a_doctor(number: str = STR, **more: Any) -> dict[str, Any]:
    """A prescriber by the number of a licence."""
    return {
        "resourceType": "Practitioner",
        "id": "d1",
        "identifier": [{"system": "https://fhir.kemkes.go.id/id/str", "value": number}],
        "name": [{"text": "dr. Ani Wijaya"}],
        **more,
    }


def a_request(key: str = "mr1", gtin: str = "", **more: Any) -> dict[str, Any]:
    """Amoxicillin three times a day for a week, once more allowed."""
    coding = [{"system": "https://www.gs1.org/gtin", "code": gtin}] if gtin else []
    return {
        "resourceType": "MedicationRequest",
        "id": key,
        "identifier": [{"system": f"{CLINIC}/items", "value": key}],
        "status": "active",
        "intent": "order",
        "medicationCodeableConcept": {"text": "Amoxicillin 500 mg tablet", "coding": coding},
        "subject": {"reference": "Patient/p1"},
        "requester": {"reference": "Practitioner/d1"},
        "authoredOn": "2026-11-20T03:15:00+00:00",
        "groupIdentifier": {"system": f"{CLINIC}/prescriptions", "value": "RX-1"},
        "dosageInstruction": [
            {
                "text": "3 dd 1 tab pc",
                "timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}},
                "route": {"coding": [{"system": "http://snomed.info/sct", "code": "26643006"}]},
                "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "tablet"}}],
            }
        ],
        "dispenseRequest": {
            "numberOfRepeatsAllowed": 1,
            "quantity": {"value": 21, "unit": "tablet"},
        },
        "substitution": {"allowedBoolean": True},
        **more,
    }


def a_bundle(*resources: dict[str, Any], value: str = "B-1", **more: Any) -> dict[str, Any]:
    """A bundle of these resources; with nothing, of the usual patient, doctor and request."""
    entries = resources or (a_patient(), a_doctor(), a_request())
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "identifier": {"system": CLINIC, "value": value},
        "timestamp": "2026-11-20T03:16:00+00:00",
        "entry": [{"resource": one} for one in entries],
        **more,
    }


def parsed(bundle: dict[str, Any]) -> dict[str, Any]:
    """The bundle as it is read from the wire."""
    return read_json(json.dumps(bundle).encode())


def signed(
    bundle: dict[str, Any], kid: str, key: Any = KEY, header: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The bundle with a signature of this key."""
    told = header or {"alg": "EdDSA", "kid": kid}
    head = _base64url(json.dumps(told).encode())
    payload = _base64url(signed_text(parsed(bundle)).encode())
    made = _base64url(key.sign(f"{head}.{payload}".encode()))
    return {
        **bundle,
        "signature": {
            "type": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1"}],
            "when": "2026-11-20T03:16:00+00:00",
            "who": {"identifier": {"system": CLINIC, "value": "gateway"}},
            "sigFormat": "application/jose",
            "data": b64encode(f"{head}..{made}".encode()).decode(),
        },
    }


def send(shop: Shop, bundle: dict[str, Any], system_id: UUID, key: Any = KEY) -> BundleId:
    """Sign it, and have the branch receive it."""
    told = parsed(signed(bundle, thumbprint(system_id), key))
    return receive_bundle(actor=shop.owner, branch_id=shop.branch_id, bundle=told)


def an_eprescription(shop: Shop, system_id: SystemId | None = None, value: str = "") -> UUID:
    """One that waits, of somebody unknown."""
    count = value or f"{EPrescription.objects.count() + 1}"
    found = SystemKey.objects.filter(system__branch_id=shop.branch_id).first()
    system = system_id or (SystemId(found.system_id) if found else a_system(shop))
    group = {"system": f"{CLINIC}/prescriptions", "value": f"RX-{count}"}
    request = a_request(f"mr{count}", groupIdentifier=group)
    bundle = a_bundle(a_patient(identifier=[]), a_doctor("STR-0"), request, value=f"B-{count}")
    made = send(shop, bundle, system)
    return UUID(str(EPrescription.objects.get(bundle_id=made).id))


def at_eprescription(shop: Shop, one: UUID, **more: Any) -> dict[str, Any]:
    """What a command on it is given, at the version that there is."""
    found = EPrescription.objects.get(id=one)
    return {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "eprescription_id": EPrescriptionId(one),
        "version": found.version,
        **more,
    }


def eprescription_things(shop: Shop) -> dict[type[Any], UUID]:
    """One that waits, its bundle, its system and key."""
    found = EPrescription.objects.select_related("bundle").get(id=an_eprescription(shop))
    return {
        EPrescription: found.id,
        ReceivedBundle: found.bundle_id,
        PrescribingSystem: found.bundle.system_id,
        SystemKey: found.bundle.key_id,
    }


def known_people(shop: Shop) -> tuple[UUID, UUID, UUID]:
    """Patient and prescriber whom the usual bundle names, and the product of its GTIN."""
    patient = register(shop, "Siti Rahayu", national_ids={"nik": NIK})
    prescriber = a_prescriber(shop)
    medicine = add_medicine(shop, "Amoxicillin 500 mg tablet")
    add_barcode(actor=shop.owner, pack_id=medicine.packs[10], code=GTIN)
    return patient, prescriber, medicine.id


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
