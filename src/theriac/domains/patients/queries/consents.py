"""Whether somebody may be reached, and what they said before."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.models import Consent, Patient
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of


def latest_consents(patient_ids: Sequence[UUID]) -> list[Consent]:
    """The last word on each purpose and channel, over all of a patient's records."""
    rows = Consent.objects.filter(patient_id__in=list(patient_ids)).order_by("said_at", "id")
    last = {(row.purpose, row.channel): row for row in rows}
    return [last[key] for key in sorted(last)]


def words_of(patient_id: UUID) -> list[Consent]:
    """The last words of a patient, whoever asks: for who just recorded one."""
    return latest_consents(ids_of(patient_id))


def may_contact(patient_id: UUID, purpose: str, channel: str) -> bool:
    """Whether the patient's last word allows it: what every message asks before it is sent.

    Without a word nothing is allowed; nobody who was erased or whose record is restricted is
    written to, whatever they once allowed.
    """
    there = Patient.objects.filter(id=patient_id, erased_at=None, restricted_at=None)
    if not there.exists():
        return False
    return any(
        word.is_given
        for word in words_of(patient_id)
        if (word.purpose, word.channel) == (purpose, channel)
    )


@query(permission=VIEW_PATIENTS)
def may_be_contacted(
    *, actor: Actor, branch_id: BranchId, patient_id: UUID, purpose: str, channel: str
) -> bool:
    """The same for a program. Raises PatientUnknown, PatientGone, PatientRestricted."""
    get_patient(patient_id)
    return may_contact(patient_id, purpose, channel)
