"""Restricting a record (GDPR, Article 18), freeing it, opening it, and erasing it on its date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import Conflict
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, branch_time_zones
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.models import Patient, SearchToken
from theriac.domains.patients.permissions import ERASE_PATIENTS, OPEN_RESTRICTED
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.erasures import PatientErasureProof
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.queries.holds import Hold, held_until, holds_of
from theriac.domains.patients.record import PatientRecord, record_of
from theriac.domains.patients.rules.reasons import checked_restricted_why
from theriac.domains.patients.sought import keep_tokens, mark, profile

FARTHEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Erasing:
    """What became of the wish to be erased: proofs now, or the date on which it is done, and why.

    ``holds`` is empty where only the date that a person gave delays it.
    """

    proofs: Sequence[PatientErasureProof] = ()
    erase_on: date | None = None
    holds: Sequence[Hold] = ()


@command(
    name="patients.request_erasure",
    done=gettext_lazy("Recorded a request for erasure"),
    permission=ERASE_PATIENTS,
)
def request_erasure(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, keep_until: date | None = None
) -> Erasing:
    """Erase a patient now; where the law holds them, restrict now and erase on the date.

    ``keep_until`` is a date that a person knows of, beside those that other domains name. Raises
    PatientUnknown, PatientGone, ParticularsRefused.
    """
    today = branch_date(branch_id)
    if keep_until is not None and keep_until.year - today.year > FARTHEST_YEARS:
        raise ParticularsRefused(_("The date is too far ahead. Check the year."), field="until")
    get_patient(patient_id, lock=True, even_restricted=True)
    holds = holds_of(ids_of(patient_id))
    dates = [hold.until for hold in holds]
    dates += [keep_until] if keep_until is not None and keep_until > today else []
    if not dates:
        proofs = erase_patient(actor=actor, branch_id=branch_id, patient_id=patient_id)
        return Erasing(proofs=proofs)
    on = max(dates)
    _restrict(patient_id, "erasure", on, _held_facts(on, holds))
    return Erasing(erase_on=on, holds=holds)


@command(
    name="patients.restrict_patient",
    done=gettext_lazy("Restricted the record"),
    permission=ERASE_PATIENTS,
)
def restrict_patient(*, actor: Actor, branch_id: BranchId, patient_id: PatientId) -> None:
    """Restrict a record because the patient asked, until somebody frees it.

    Raises PatientUnknown, PatientGone, PatientRestricted.
    """
    get_patient(patient_id, lock=True)
    _restrict(patient_id, "request", None, {"restricted": True})


def _held_facts(on: date, holds: Sequence[Hold]) -> dict[str, object]:
    """What the trail keeps of a delay: the date, and by which kinds of records, until when each."""
    held_by = {hold.code: hold.until.isoformat() for hold in holds}
    return {"erase_on": on.isoformat(), "held_by": held_by or {"person": on.isoformat()}}


def _restrict(
    patient_id: PatientId, why: str, erase_on: date | None, facts: Mapping[str, object]
) -> None:
    """Hide the record and all that were merged into it: nothing finds them any more."""
    ids = ids_of(patient_id)
    SearchToken.objects.filter(patient_id__in=ids).delete()
    Patient.objects.filter(id__in=ids).update(
        restricted_at=clock.now(), restricted_why=why, erase_on=erase_on, twin=None
    )
    current_unit().record("patients.patient", patient_id, reason=why, facts=facts)


@command(
    name="patients.free_patient",
    done=gettext_lazy("Lifted the restriction"),
    permission=ERASE_PATIENTS,
)
def free_patient(*, actor: Actor, branch_id: BranchId, patient_id: PatientId) -> None:
    """Take a restriction back: the record is found and changed again as before.

    Raises PatientUnknown, PatientGone, Conflict for a record that isn't restricted.
    """
    patient = get_patient(patient_id, lock=True, even_restricted=True)
    if patient.restricted_at is None:
        raise Conflict(_("This record isn’t restricted. Load it again."))
    code = profile().calling_code
    for row in Patient.objects.select_for_update().filter(id__in=ids_of(patient_id)).order_by("id"):
        row.restricted_at = row.erase_on = None
        row.restricted_why = ""
        tokens = mark(row, code)
        row.save()
        keep_tokens(row, tokens)
    current_unit().record("patients.patient", patient_id, facts={"restricted": False})


@command(
    name="patients.open_restricted",
    done=gettext_lazy("Opened the restricted record"),
    permission=OPEN_RESTRICTED,
)
def open_restricted(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, why: str
) -> PatientRecord:
    """A restricted record, whole; who opened it and why is on record.

    Raises ParticularsRefused for another why, PatientUnknown, PatientGone.
    """
    reason = checked_restricted_why(why)
    patient = get_patient(patient_id, even_restricted=True)
    record = record_of(patient, identity=True, clinical=True)
    sections = ["person", "identity", "clinical"]
    current_unit().record(
        "patients.patient", patient.id, reason=reason, facts={"sections": sections}
    )
    watch_readings(actor, [patient.id])
    return record


@command(
    name="patients.erase_on_date",
    done=gettext_lazy("Erased the restricted record on its due date"),
    permission=ERASE_PATIENTS,
)
def erase_on_date(*, actor: Actor, branch_id: BranchId | None, patient_id: PatientId) -> bool:
    """Erase a restricted record whose date has come; where the law holds longer, move the date.

    Returns whether it was erased. Raises PatientUnknown, PatientGone, Conflict before the date.
    """
    patient = get_patient(patient_id, lock=True, even_restricted=True)
    today = clock.today(branch_time_zones()[0])
    if patient.erase_on is None or patient.erase_on > today:
        raise Conflict(_("The due date hasn’t been reached."))
    ids: list[UUID] = ids_of(patient_id)
    holds = holds_of(ids)
    until = held_until(holds)
    if until is not None:
        Patient.objects.filter(id__in=ids).update(erase_on=until)
        facts = _held_facts(until, holds)
        current_unit().record("patients.patient", patient_id, reason="erasure", facts=facts)
        return False
    erase_patient(actor=actor, branch_id=branch_id, patient_id=patient_id, why="retention")
    return True
