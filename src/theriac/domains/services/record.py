"""Finding services, appointments and records of a branch, locked; noting what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.services.models import Appointment, OfferedService, ServiceRecord
from theriac.domains.services.problems import ServiceUnknown, WrongAppointmentState
from theriac.domains.stock.queries.sellable import ShelfBatch, named_batches

OFFER, APPOINTMENT, RECORD = "services.offer", "services.appointment", "services.record"


def locked_offer(branch_id: UUID, offered_id: UUID) -> OfferedService:
    """The branch's service, locked. Raises ServiceUnknown."""
    rows = OfferedService.objects.select_for_update()
    row: OfferedService | None = rows.filter(id=offered_id, branch_id=branch_id).first()
    if row is None:
        raise ServiceUnknown(_("This service doesn’t exist at this branch."))
    return row


def locked_appointment(
    branch_id: UUID, appointment_id: UUID, version: int, *states: str
) -> Appointment:
    """The branch's appointment, locked, as it was seen, in one of the states.

    Raises ServiceUnknown, WrongAppointmentState, Stale.
    """
    rows = Appointment.objects.select_for_update()
    row: Appointment | None = rows.filter(id=appointment_id, branch_id=branch_id).first()
    if row is None:
        raise ServiceUnknown(_("This appointment doesn’t exist at this branch."))
    if row.state not in states:
        raise WrongAppointmentState(
            _("The appointment’s status changed. Reload the page."), state=row.state
        )
    at_version(row, version, _("Another user changed this appointment. Reload the page."))
    return row


def first_record(branch_id: UUID, record_id: UUID, *, lock: bool = False) -> ServiceRecord:
    """The first of the branch's record and its corrections. Raises ServiceUnknown."""
    named = ServiceRecord.objects.filter(id=record_id, branch_id=branch_id).defer("content").first()
    if named is None:
        raise ServiceUnknown(_("This record doesn’t exist at this branch."))
    rows = ServiceRecord.objects.filter(id=named.first_id or named.id)
    found: ServiceRecord = (rows.select_for_update() if lock else rows).get()
    return found


def holding(first: ServiceRecord) -> ServiceRecord:
    """The record that holds: the last correction, or the first itself."""
    rows = ServiceRecord.objects.filter(first_id=first.id).order_by("-correction")
    return rows.first() or first


def require_patient(patient_id: UUID) -> UUID:
    """The record that is kept of whom it is about. Raises PatientGone, PatientRestricted."""
    kept = kept_records([patient_id])
    return UUID(str(get_patient(kept[0].id if kept else patient_id).id))


def batch_here(branch_id: UUID, batch_id: UUID) -> ShelfBatch | None:
    """The batch as the branch's shelf has or had it; None where it never had."""
    return named_batches(branch_id, [batch_id]).get(batch_id)


def note(of: str, row_id: UUID, branch_id: UUID, **facts: object) -> None:
    """Leave the record of what became of it, without a word about the person."""
    before: Mapping[str, object] = facts.pop("before", {})  # type: ignore[assignment]
    reason = str(facts.pop("reason", ""))
    told = {"before": before, "after": facts}
    current_unit().record(of, row_id, reason=reason, facts=told, branch_id=branch_id)
