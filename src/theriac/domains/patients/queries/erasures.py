"""How a patient's wish to be erased stands: what delays it, until when, and the proof at last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Erasure, Patient
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.patients.queries.holds import Hold, holds_of


@dataclass(frozen=True, slots=True)
class PatientErasureProof:
    """What can be shown of an erasure: the record, when, by whom, and the key's fingerprint."""

    patient_id: UUID
    erased_at: datetime
    erased_by: UUID
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ErasureState:
    """``holds`` delay it still; ``erase_on`` is set once it was asked for and delayed."""

    erase_on: date | None
    restricted_at: datetime | None
    erased_at: datetime | None
    holds: Sequence[Hold]
    proofs: Sequence[PatientErasureProof]


@query(permission=ERASE_PATIENTS)
def get_erasure(*, actor: Actor, branch_id: BranchId, patient_id: PatientId) -> ErasureState:
    """How it stands of one record and all that were merged into it. Raises PatientUnknown."""
    patient: Patient | None = Patient.objects.filter(id=patient_id).first()
    if patient is None:
        raise PatientUnknown(_("This patient doesn't exist. Search by name."))
    ids = ids_of(patient_id)
    is_kept = patient.erased_at is None
    return ErasureState(
        erase_on=patient.erase_on,
        restricted_at=patient.restricted_at,
        erased_at=patient.erased_at,
        holds=holds_of(ids) if is_kept else (),
        proofs=[
            PatientErasureProof(row.patient_id, row.erased_at, row.erased_by, row.fingerprint)
            for row in Erasure.objects.filter(patient_id__in=ids).order_by("erased_at", "id")
        ],
    )
