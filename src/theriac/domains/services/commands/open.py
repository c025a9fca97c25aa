"""Opening an appointment or a record: it leaves who looked, when and why, with the patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.query import branches_seen
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.mass_reads import watch_readings
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.patients.rules.reasons import checked_why
from theriac.domains.services.ids import AppointmentId, ServiceRecordId
from theriac.domains.services.models import Appointment, ServiceBill, ServiceRecord
from theriac.domains.services.permissions import OPEN_SERVICES, VIEW_SERVICES
from theriac.domains.services.problems import ServiceUnknown
from theriac.domains.services.record import first_record, holding, require_patient

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class OpenedAppointment:
    """An appointment with whose it is now."""

    appointment: Appointment
    patient_id: UUID
    patient: str


@dataclass(frozen=True, slots=True)
class OpenedServiceRecord:
    """The record that was asked, the one that holds, the first's bill, and whose it is now."""

    row: ServiceRecord
    last: ServiceRecord
    bill: ServiceBill | None
    patient_id: UUID
    patient: str
    birth_date: date | None

    @property
    def holds(self) -> bool:
        """Whether no correction took its place."""
        return self.row.id == self.last.id


@dataclass(frozen=True, slots=True)
class OpenedPatient:
    """Whose services were opened: as the record says it now."""

    id: PatientId
    names: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class OpenedHistory:
    """Whose they are, and the records that hold, the newest first."""

    patient: OpenedPatient
    records: Sequence[ServiceRecord]


@command(
    name="services.open_appointment",
    done=gettext_lazy("Opened an appointment"),
    permission=VIEW_PATIENTS,
)
def open_appointment(
    *, actor: Actor, branch_id: BranchId, appointment_id: AppointmentId, why: str = "care"
) -> OpenedAppointment:
    """Whose it is, with the note.

    Raises ServiceUnknown, PatientGone, PatientRestricted, ParticularsRefused for another reason,
    NotPermitted for who may not see services.
    """
    require(actor, VIEW_SERVICES, branch_id)
    reason = checked_why(why)
    rows = Appointment.objects.filter(id=appointment_id, branch_id=branch_id)
    found: Appointment | None = rows.select_related("offered").first()
    if found is None:
        raise ServiceUnknown(_("This appointment doesn’t exist at this branch."))
    patient = _read(actor, found.patient_id, reason, appointment=found.id.hex)
    return OpenedAppointment(found, patient.id, patient.names)


@command(
    name="services.open_record",
    done=gettext_lazy("Opened a service record"),
    permission=OPEN_SERVICES,
)
def open_service_record(
    *, actor: Actor, branch_id: BranchId, record_id: ServiceRecordId, why: str = "care"
) -> OpenedServiceRecord:
    """What was measured or given.

    Raises ServiceUnknown, PatientGone, PatientRestricted, ParticularsRefused for another reason.
    """
    reason = checked_why(why)
    first = first_record(branch_id, record_id)
    row = first if first.id == record_id else ServiceRecord.objects.get(id=record_id)
    patient = _read(actor, row.patient_id, reason, service=row.id.hex)
    bill = ServiceBill.objects.filter(record_id=first.id).first()
    last = holding(first)
    return OpenedServiceRecord(row, last, bill, patient.id, patient.names, patient.birth_date)


@command(
    name="services.open_history",
    done=gettext_lazy("Opened a patient's measurements and vaccinations"),
    permission=OPEN_SERVICES,
)
def open_service_history(
    *, actor: Actor, branch_id: BranchId, patient_id: PatientId, why: str = "care"
) -> OpenedHistory:
    """Whose they are, and the records that hold at the branches that the actor sees, newest first.

    Raises PatientUnknown, PatientGone, PatientRestricted, ParticularsRefused, NotPermitted.
    """
    require(actor, VIEW_PATIENTS, branch_id)
    reason = checked_why(why)
    get_patient(patient_id)
    patient = _read(actor, patient_id, reason)
    seen = branches_seen(actor, OPEN_SERVICES)
    rows = ServiceRecord.objects.filter(patient_id__in=ids_of(patient.id), **seen)
    held: dict[UUID, ServiceRecord] = {}
    for row in rows.select_related("offered").order_by("correction", "id"):
        held[row.appointment_id] = row
    ordered = sorted(held.values(), key=lambda row: (row.at, row.id), reverse=True)
    return OpenedHistory(patient, ordered[:MOST_SHOWN])


def _read(actor: Actor, patient_id: UUID, reason: str, **facts: str) -> OpenedPatient:
    patient = get_patient(require_patient(patient_id))
    told = {"sections": ["services"], **facts}
    current_unit().record("patients.patient", patient.id, reason=reason, facts=told)
    watch_readings(actor, [patient.id])
    return OpenedPatient(PatientId(patient.id), patient.names, patient.birth_date)
