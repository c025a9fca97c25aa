"""What files are for in a patient's record: encrypted under their key, readings recorded.

A prescription's copy holds the patient as long as prescriptions are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.files.models import StoredFile
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.files.queries import files_of
from theriac.core.query import query
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Patient
from theriac.domains.patients.permissions import (
    MANAGE_PATIENTS,
    OPEN_RESTRICTED,
    VIEW_CLINICAL,
    VIEW_IDENTITY,
    VIEW_PATIENTS,
)
from theriac.domains.patients.ports import HeldRecords, register_hold
from theriac.domains.patients.problems import PatientRestricted
from theriac.domains.patients.queries.groups import get_patient, ids_of

PATIENT = "patients.patient"
_SCANS = frozenset({ContentKind.PDF, ContentKind.IMAGE})


def _patient(_actor: Actor, record_id: UUID) -> FileHolder:
    patient = get_patient(record_id)
    return FileHolder(PATIENT, patient.id, person_id=patient.id)


def _guard(actor: Actor, record_id: UUID) -> None:
    """Raise PatientRestricted for a restricted record, unless the reader may open those."""
    rows = Patient.objects.filter(id=record_id)
    patient = rows.first()
    while patient is not None and patient.merged_into_id is not None:
        patient = Patient.objects.filter(id=patient.merged_into_id).first()
    if patient is None or patient.restricted_at is None:
        return
    if not actor.may(OPEN_RESTRICTED, actor.branch_id):
        raise PatientRestricted(
            _("This record is restricted. Ask a colleague who can open restricted records.")
        )


PRESCRIPTION = purpose(
    Purpose(
        "patients.prescription",
        _("Prescription"),
        _SCANS,
        read=VIEW_CLINICAL,
        add=VIEW_CLINICAL,
        is_about_person=True,
        holder=_patient,
        guard=_guard,
    )
)
LETTER = purpose(
    Purpose(
        "patients.letter",
        _("Letter or result from a doctor or laboratory"),
        _SCANS,
        read=VIEW_CLINICAL,
        add=VIEW_CLINICAL,
        is_about_person=True,
        holder=_patient,
        guard=_guard,
    )
)
CARD = purpose(
    Purpose(
        "patients.card",
        _("Insurance or identity card"),
        _SCANS,
        read=VIEW_IDENTITY,
        add=MANAGE_PATIENTS,
        is_about_person=True,
        holder=_patient,
        guard=_guard,
    )
)
PURPOSES = (PRESCRIPTION, CARD, LETTER)


def _newest_prescriptions(patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
    rows = StoredFile.objects.filter(person_id__in=patient_ids, purpose=PRESCRIPTION.code)
    newest = rows.order_by().values("person_id").annotate(at=Max("created_at"))
    return {row["person_id"]: row["at"].date() for row in newest if row["person_id"]}


register_hold(
    HeldRecords(
        code="patients.prescriptions",
        title=_("Prescriptions stored with the record"),
        rule="sales.prescriptions",
        newest=_newest_prescriptions,
    )
)


@query(permission=VIEW_PATIENTS)
def list_documents(*, actor: Actor, branch_id: BranchId, patient_id: PatientId) -> list[StoredFile]:
    """The files of a record, and of those merged into it, that the actor may read; newest first."""
    return files_of(actor, ids_of(patient_id))
