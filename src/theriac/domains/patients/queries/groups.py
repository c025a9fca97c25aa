"""A patient with the records that were merged into theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Merge, Patient
from theriac.domains.patients.problems import PatientGone, PatientRestricted, PatientUnknown


def get_patient(patient_id: UUID, *, lock: bool = False, even_restricted: bool = False) -> Patient:
    """A record that is kept. Raises PatientUnknown, or PatientGone with where it went.

    Raises PatientRestricted too, unless ``even_restricted``.
    """
    rows = Patient.objects.select_for_update() if lock else Patient.objects
    patient: Patient | None = rows.filter(id=patient_id).first()
    if patient is None:
        raise PatientUnknown(_("This patient doesn't exist. Search by name."))
    if patient.erased_at is not None:
        raise PatientGone(_("This record was erased and can't be read."))
    if patient.merged_into_id is not None:
        raise PatientGone(
            _("This record was merged into another. Open the other record."),
            patient=patient.merged_into_id,
        )
    if patient.restricted_at is not None and not even_restricted:
        raise PatientRestricted(
            _("This record is restricted. Ask a colleague who can open restricted records.")
        )
    return patient


@dataclass(frozen=True, slots=True)
class KnownParticulars:
    """Whether a record has a number by which the person is known, and an address."""

    has_number: bool
    has_address: bool


def particulars_known(patient_id: UUID) -> KnownParticulars:
    """Whether the law's particulars are on record; none of them is told. Raises as get_patient."""
    patient = get_patient(patient_id)
    return KnownParticulars(bool(patient.national_ids), bool(patient.addresses))


def patient_exists(patient_id: UUID) -> bool:
    """Whether there is or was such a record, merged, restricted and erased ones too."""
    return bool(Patient.objects.filter(id=patient_id).exists())


def stands_in(patient_id: UUID) -> UUID | None:
    """The record that stands for this one: itself where it wasn't merged; None for no record.

    A statement for each merge on the way.
    """
    found: UUID | None = None
    following: UUID | None = patient_id
    while following is not None:
        rows = Patient.objects.filter(id=following).values_list("merged_into_id")
        row = rows.first()
        if row is None:
            return found
        found, following = following, row[0]
    return found


def ids_of(patient_id: UUID) -> list[UUID]:
    """The record and all that were merged into it, directly or by way of others."""
    return groups_of([patient_id])[patient_id]


def groups_of(patient_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Each record with all that were merged into it; a statement a level, not a record."""
    found = {patient_id: [patient_id] for patient_id in patient_ids}
    head_of = {patient_id: patient_id for patient_id in found}
    last = list(found)
    while last:
        rows = Patient.objects.filter(merged_into_id__in=last).order_by("id")
        merged = list(rows.values_list("id", "merged_into_id"))
        for one, into in merged:
            head_of[one] = head_of[into]
            found[head_of[one]].append(one)
        last = [one for one, _into in merged]
    return found


def last_kept(merged_id: UUID) -> PatientId:
    """The record into which this one was merged last. Raises PatientUnknown."""
    rows = Merge.objects.filter(merged_id=merged_id).order_by("-merged_at", "-id")
    kept: UUID | None = rows.values_list("kept_id", flat=True).first()
    if kept is None:
        raise PatientUnknown(_("This record was never merged. Load it again."))
    return PatientId(kept)


def version_of(patient_id: UUID) -> int:
    """The version that a record has now. Raises PatientUnknown."""
    found: int | None = (
        Patient.objects.filter(id=patient_id).values_list("version", flat=True).first()
    )
    if found is None:
        raise PatientUnknown(_("This patient doesn't exist. Search by name."))
    return found
