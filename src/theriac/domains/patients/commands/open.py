"""Opening a patient's record, and showing a number that is masked: both leave who, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.models import Patient
from theriac.domains.patients.permissions import (
    MANAGE_PATIENTS,
    VIEW_CLINICAL,
    VIEW_IDENTITY,
    VIEW_PATIENTS,
)
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.record import Health, PatientRecord, health_of, record_of
from theriac.domains.patients.rules.particulars import (
    ContactPoint,
    Emergency,
    Insurance,
    Particulars,
)
from theriac.domains.patients.rules.reasons import checked_why


@command(
    name="patients.open_patient", done=gettext_lazy("Opened the record"), permission=VIEW_PATIENTS
)
def open_patient(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, why: str = "care"
) -> PatientRecord:
    """The sections of a record that the actor may see at the branch.

    Raises PatientUnknown, PatientGone, Erased, Unreadable, and ParticularsRefused for another why.
    """
    reason = checked_why(why)
    patient = get_patient(patient_id)
    identity = actor.may(VIEW_IDENTITY, branch_id)
    clinical = actor.may(VIEW_CLINICAL, branch_id)
    record = record_of(patient, identity=identity, clinical=clinical)
    sections = ["person", *["identity"] * identity, *["clinical"] * clinical]
    current_unit().record(
        "patients.patient", patient.id, reason=reason, facts={"sections": sections}
    )
    watch_readings(actor, [patient.id])
    return record


@dataclass(frozen=True, slots=True)
class HealthForCheck:
    """What a check of medicines needs of a patient: nothing by which they are named."""

    birth_date: date | None
    sex: str
    facts: Sequence[Health]


@command(
    name="patients.read_for_check",
    done=gettext_lazy("Checked medicines against the record"),
    permission=VIEW_PATIENTS,
)
def read_for_check(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, why: str = "dispensing"
) -> HealthForCheck:
    """What holds of the patient's allergies and conditions, for the safety checks alone.

    Whoever may find the patient may have medicines checked; who lacks VIEW_CLINICAL is told the
    outcome without what it rests on, which the caller sees to. Raises PatientUnknown, PatientGone,
    PatientRestricted, Erased, Unreadable.
    """
    reason = checked_why(why)
    patient = get_patient(patient_id)
    facts = [one for one in health_of(ids_of(patient.id)) if one.ended_at is None]
    current_unit().record(
        "patients.patient", patient.id, reason=reason, facts={"sections": ["check"]}
    )
    watch_readings(actor, [patient.id])
    return HealthForCheck(patient.birth_date, patient.sex, facts)


@command(
    name="patients.open_purchases",
    done=gettext_lazy("Viewed the purchases"),
    permission=VIEW_CLINICAL,
)
def open_purchases(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, why: str = "care"
) -> Sequence[UUID]:
    """The record and those merged into it, for who reads what was sold to them: a reading too.

    What somebody buys tells of their health. Raises PatientUnknown, PatientGone, PatientRestricted.
    """
    reason = checked_why(why)
    patient = get_patient(patient_id)
    current_unit().record(
        "patients.patient", patient.id, reason=reason, facts={"sections": ["purchases"]}
    )
    watch_readings(actor, [patient.id])
    return ids_of(patient.id)


@command(
    name="patients.name_patient",
    done=gettext_lazy("Viewed the patient's name on a sale"),
    permission=VIEW_PATIENTS,
)
def name_patient(
    *,
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId,
    why: str = "check",
    is_masked: bool = False,
) -> str:
    """The names alone, or only their initials, for a page about something else; a reading too.

    Raises PatientUnknown, PatientGone, PatientRestricted, Erased, Unreadable.
    """
    reason = checked_why(why)
    patient = get_patient(patient_id)
    current_unit().record(
        "patients.patient",
        patient.id,
        reason=reason,
        facts={"sections": ["initials" if is_masked else "names"]},
    )
    watch_readings(actor, [patient.id])
    names = str(patient.names)
    return " ".join(f"{word[0]}." for word in names.split()) if is_masked else names


@command(
    name="patients.open_particulars",
    done=gettext_lazy("Opened the record for editing"),
    permission=MANAGE_PATIENTS,
)
def open_particulars(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId
) -> tuple[Particulars, int]:
    """The particulars as they are changed, numbers unmasked, and their version.

    Raises PatientUnknown, PatientGone.
    """
    patient = get_patient(patient_id)
    current_unit().record(
        "patients.patient", patient.id, reason="check", facts={"sections": ["identity"]}
    )
    watch_readings(actor, [patient.id])
    return particulars_of(patient), patient.version


@command(
    name="patients.reveal_number",
    done=gettext_lazy("Viewed a full number"),
    permission=VIEW_IDENTITY,
)
def reveal_number(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, kind: str, why: str
) -> str:
    """A number in full. Raises NotFound for one that isn't kept, and ParticularsRefused."""
    reason = checked_why(why)
    patient = get_patient(patient_id)
    number: str | None = patient.national_ids.get(kind)
    if number is None:
        raise NotFound(_("This type of number isn't stored."))
    current_unit().record("patients.patient", patient.id, reason=reason, facts={"revealed": kind})
    return number


def particulars_of(patient: Patient) -> Particulars:
    """A stored patient as it was given."""
    return Particulars(
        names=patient.names,
        birth_date=patient.birth_date,
        sex=patient.sex,
        language=patient.language,
        contacts=[ContactPoint(**one) for one in patient.contacts],
        addresses=list(patient.addresses),
        national_ids=dict(patient.national_ids),
        emergency=[Emergency(**one) for one in patient.emergency],
        insurance=[Insurance(**one) for one in patient.insurance],
    )
