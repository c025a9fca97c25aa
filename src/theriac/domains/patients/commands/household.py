"""Who lives together, who may collect for whom, and what was collected."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.models import Collection, Collector, Household
from theriac.domains.patients.permissions import MANAGE_PATIENTS, VIEW_PATIENTS
from theriac.domains.patients.problems import ParticularsRefused
from theriac.domains.patients.queries.groups import get_patient, ids_of

LONGEST_NAME = 120


@command(
    name="patients.join_household",
    done=gettext_lazy("Edited the household"),
    permission=MANAGE_PATIENTS,
)
def join_household(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, of_patient_id: PatientId
) -> None:
    """Let a patient belong to the household of another; one is made where there is none.

    Raises PatientUnknown, PatientGone, Unprocessable for the patient's own record.
    """
    if patient_id == of_patient_id:
        raise Unprocessable(_("This is the patient's own record. Choose another person."))
    first, second = sorted((patient_id, of_patient_id))
    rows = {one: get_patient(one, lock=True) for one in (first, second)}
    before = {one.id: one.household_id for one in rows.values()}
    other = rows[of_patient_id]
    if other.household_id is None:
        other.household = Household.objects.create(id=new_id(), made_at=clock.now())
        other.save(update_fields=["household"])
    patient = rows[patient_id]
    patient.household = other.household
    patient.save(update_fields=["household"])
    for one in rows.values():
        sides = {
            "before": {"household": before[one.id]},
            "after": {"household": other.household_id},
        }
        current_unit().record("patients.patient", one.id, facts=sides)


@command(
    name="patients.leave_household",
    done=gettext_lazy("Edited the household"),
    permission=MANAGE_PATIENTS,
)
def leave_household(*, actor: Actor, branch_id: BranchId, patient_id: PatientId) -> None:
    """Take a patient out of their household. Raises PatientUnknown, PatientGone."""
    patient = get_patient(patient_id, lock=True)
    before, patient.household = patient.household_id, None
    patient.save(update_fields=["household"])
    sides = {"before": {"household": before}, "after": {"household": None}}
    current_unit().record("patients.patient", patient.id, facts=sides)


@command(
    name="patients.allow_collector",
    done=gettext_lazy("Authorised a person to collect"),
    permission=MANAGE_PATIENTS,
)
def allow_collector(
    *,
    actor: Actor,
    branch_id: BranchId,
    patient_id: PatientId,
    person_id: PatientId | None = None,
    name: str = "",
    relation: str = "",
    phone: str = "",
) -> UUID:
    """Let another patient, or somebody named here, collect for this one.

    Raises PatientUnknown, PatientGone, ParticularsRefused for nobody, or the patient themselves.
    """
    if (person_id is None) == (not name.strip()) or person_id == patient_id:
        raise ParticularsRefused(
            _("Enter the name of the person who can collect, or choose another patient."),
            field="name",
        )
    if max(len(name), len(relation), len(phone)) > LONGEST_NAME:
        raise ParticularsRefused(_("Enter at most 120 characters."), field="name")
    patient = get_patient(patient_id)
    collector = Collector(
        id=new_id(),
        patient=patient,
        person=get_patient(person_id) if person_id else None,
        content={"name": name.strip(), "relation": relation.strip(), "phone": phone.strip()},
        allowed_at=clock.now(),
        allowed_by=actor.id,
    )
    collector.save(force_insert=True)
    current_unit().record("patients.patient", patient.id, facts={"collector": str(collector.id)})
    return collector.id


@command(
    name="patients.end_collector",
    done=gettext_lazy("Withdrew a person's authorisation to collect"),
    permission=MANAGE_PATIENTS,
)
def end_collector(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, collector_id: UUID
) -> None:
    """Somebody may no longer collect. Raises NotFound."""
    collector = _collector(patient_id, collector_id)
    collector.ended_at, collector.ended_by = clock.now(), actor.id
    collector.save(update_fields=["ended_at", "ended_by"])
    current_unit().record(
        "patients.patient", patient_id, facts={"collector_ended": str(collector_id)}
    )


@command(
    name="patients.record_collection",
    done=gettext_lazy("Handed goods to an authorised collector"),
    permission=VIEW_PATIENTS,
)
def record_collection(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, collector_id: UUID
) -> UUID:
    """Keep that somebody who may collect for the patient did. Raises NotFound."""
    collector = _collector(patient_id, collector_id)
    collection = Collection.objects.create(
        id=new_id(),
        patient_id=collector.patient_id,
        collector=collector,
        collected_at=clock.now(),
        recorded_by=actor.id,
        branch_id=branch_id,
    )
    current_unit().record("patients.patient", patient_id, facts={"collected_by": str(collector_id)})
    return collection.id


def _collector(patient_id: PatientId, collector_id: UUID) -> Collector:
    rows = Collector.objects.select_for_update().filter(patient_id__in=ids_of(patient_id))
    collector: Collector | None = rows.filter(id=collector_id, ended_at=None).first()
    if collector is None:
        raise NotFound(_("This person is no longer authorised to collect. Load the record again."))
    return collector
