"""Valid requests about patients: one invented person of the world's shop."""

from __future__ import annotations

from uuid import UUID

from tests.support.patients import register
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.patients.models import Patient

NEW = {
    "names": "Budi Hartono",
    "birth_date": "1980-02-03",
    "contacts": [{"kind": "phone", "value": "0813 1111 2222"}],
    "national_ids": [],
}


def the_patient(shop: Shop) -> UUID:
    """The first patient; registered at first need."""
    found = Patient.objects.order_by("registered_at", "id").values_list("id", flat=True).first()
    return found or register(shop)


def patient_reads(shop: Shop) -> dict[str, str]:
    one = the_patient(shop)
    return {
        "getPatient": f"/patients/{one}?why=claim",
        "mayContact": f"/patients/{one}/may-contact?purpose=refill&channel=sms",
    }


def patient_writes(shop: Shop) -> dict[str, Asked]:
    at = f"/patients/{the_patient(shop)}"
    word = {"purpose": "refill", "channel": "sms", "is_given": True, "how": "spoken"}
    return {
        "searchPatients": Asked("POST", "/patients/search", {"text": "siti"}, writes=False),
        "registerPatient": Asked("POST", "/patients", NEW),
        "changePatient": Asked("PUT", at, {**NEW, "names": "Siti N."}, edits=at),
        "exportPatient": Asked("POST", f"{at}/export", {}, writes=False),
        "recordConsent": Asked("POST", f"{at}/consents", word),
        "stopContact": Asked("POST", f"{at}/stop", {"channel": "sms"}),
    }
