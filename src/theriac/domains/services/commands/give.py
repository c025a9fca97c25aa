"""Recording what was measured or given at an appointment; correcting it by a further record."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.services.ids import AppointmentId, ServiceRecordId
from theriac.domains.services.models import Appointment, OfferedService, ServiceBill, ServiceRecord
from theriac.domains.services.permissions import GIVE_SERVICES
from theriac.domains.services.problems import ServiceCorrected, ServiceRefused
from theriac.domains.services.record import (
    APPOINTMENT,
    RECORD,
    batch_here,
    first_record,
    holding,
    locked_appointment,
    note,
    require_patient,
)
from theriac.domains.services.rules.codes import ARRIVED, DONE
from theriac.domains.services.rules.facts import ServiceDone, VaccineDose, check_done, content_of


@command(
    name="services.record",
    done=gettext_lazy("Recorded a service"),
    permission=GIVE_SERVICES,
)
def record_service(
    *,
    actor: Actor,
    branch_id: BranchId,
    appointment_id: AppointmentId,
    version: int,
    done: ServiceDone,
) -> ServiceRecordId:
    """What was done for who has arrived; the appointment is done. The record's id.

    Raises ServiceUnknown, WrongAppointmentState, Stale, ServiceRefused, PatientGone,
    PatientRestricted.
    """
    row = locked_appointment(branch_id, appointment_id, version, ARRIVED)
    require_patient(row.patient_id)
    _check(branch_id, row.offered, done)
    row.ended_at, row.ended_by, row.state = clock.now(), actor.id, DONE
    keep(row)
    note(APPOINTMENT, row.id, branch_id, before={"state": ARRIVED}, state=DONE)
    return _kept(row, done, None, 0)


@command(
    name="services.correct",
    done=gettext_lazy("Corrected a service record"),
    permission=GIVE_SERVICES,
)
def correct_service(
    *, actor: Actor, branch_id: BranchId, record_id: ServiceRecordId, done: ServiceDone
) -> ServiceRecordId:
    """A further record in place of the one that holds; its id. What was billed keeps its batch.

    Raises ServiceUnknown, ServiceCorrected where ``record_id`` doesn't hold any more,
    ServiceRefused, PatientGone, PatientRestricted.
    """
    first = first_record(branch_id, record_id, lock=True)
    last = holding(first)
    if last.id != record_id:
        raise ServiceCorrected(
            _("This record was already corrected. Open the correction."), record_id=last.id
        )
    require_patient(first.patient_id)
    _check(branch_id, first.offered, done, kept_batch=last.batch_id)
    billed = ServiceBill.objects.filter(record_id=first.id).exists()
    if billed and done.vaccine is not None and done.vaccine.batch_id != last.batch_id:
        raise ServiceRefused(
            _("The sale billed another batch. Keep the batch that was sold."),
            field="vaccine.batch_id",
        )
    return _kept(first.appointment, done, first.id, last.correction + 1)


def _check(
    branch_id: UUID, offered: OfferedService, done: ServiceDone, kept_batch: UUID | None = None
) -> None:
    today = branch_date(branch_id)
    vaccines = set(offered.vaccines.values_list("product_id", flat=True))
    check_done(done, offered.kind, quantities=offered.codes, vaccines=vaccines, today=today)
    if done.vaccine is not None:
        _require_batch(branch_id, done.vaccine, is_kept=done.vaccine.batch_id == kept_batch)


def _require_batch(branch_id: UUID, dose: VaccineDose, *, is_kept: bool) -> None:
    """Raise ServiceRefused for a batch that the branch can't have given today."""
    batch, field = batch_here(branch_id, dose.batch_id), "vaccine.batch_id"
    if batch is None or batch.product_id != dose.product_id:
        raise ServiceRefused(
            _("This branch doesn’t have this batch of the vaccine. Choose another."), field=field
        )
    if is_kept:
        return
    if batch.held:
        raise ServiceRefused(_("This batch is on hold. Choose another."), field=field)
    if batch.expires_on is None or batch.expires_on <= branch_date(branch_id):
        raise ServiceRefused(_("This batch has expired. Choose another."), field=field)


def _kept(
    at: Appointment, done: ServiceDone, first_id: UUID | None, correction: int
) -> ServiceRecordId:
    dose = done.vaccine
    row = ServiceRecord(
        id=current_unit().effect_id,
        branch_id=at.branch_id,
        appointment_id=at.id,
        offered_id=at.offered_id,
        patient_id=at.patient_id,
        kind=at.offered.kind,
        first_id=first_id,
        correction=correction,
        product_id=dose.product_id if dose else None,
        batch_id=dose.batch_id if dose else None,
        content=content_of(done),
        at=clock.now(),
        by=current_unit().actor.id,
    )
    row.save(force_insert=True)
    facts = {"service": row.offered_id, "appointment": at.id, "correction": correction}
    note(RECORD, row.id, row.branch_id, **facts)
    return ServiceRecordId(row.id)
