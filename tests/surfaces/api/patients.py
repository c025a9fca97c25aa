"""Valid requests about patients: one invented person of the world's shop."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from tests.support.patients import register
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.patients.commands.merge import merge_patients
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


def merged_one(shop: Shop) -> UUID:
    """A record that was merged into another."""
    kept, merged = register(shop, "Ratna"), register(shop, "Ratna")
    merge_patients(actor=shop.owner, branch_id=shop.branch_id, kept_id=kept, merged_id=merged)
    return merged


def patient_reads(shop: Shop) -> dict[str, str]:
    one = the_patient(shop)
    return {
        "getPatient": f"/patients/{one}?why=claim",
        "suggestDuplicates": f"/patients/{one}/duplicates",
        "listPatientReaders": f"/patients/{one}/readers?since=2026-01-01&limit=5",
        "listPurchases": f"/patients/{one}/purchases?since=2026-01-01&limit=5",
        "getErasure": f"/patients/{one}/erasure",
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
        "requestErasure": Asked(
            "POST",
            f"/patients/{register(shop, 'Eka')}/erasure",
            # Delayed: what undoes the database's part of a test doesn't bring a key back.
            {"keep_until": (shop.today + timedelta(days=9)).isoformat()},
        ),
        "mergePatients": Asked("POST", f"{at}/merges", {"merged_id": str(register(shop, "Wati"))}),
        "undoMerge": Asked("POST", f"/patients/{merged_one(shop)}/unmerge"),
        "stopContact": Asked("POST", f"{at}/stop", {"channel": "sms"}),
    }
