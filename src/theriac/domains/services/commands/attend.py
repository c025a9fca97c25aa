"""Whether who was booked came: arrived, cancelled or missed."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.services.ids import AppointmentId
from theriac.domains.services.models import Appointment
from theriac.domains.services.permissions import BOOK_SERVICES
from theriac.domains.services.problems import ServiceRefused
from theriac.domains.services.record import APPOINTMENT, locked_appointment, note, require_patient
from theriac.domains.services.rules.codes import (
    ARRIVED,
    BOOKED,
    CANCELLED,
    MISSED,
    WHY_CANCELLED,
)


@command(
    name="services.arrive",
    done=gettext_lazy("Recorded that a patient arrived"),
    permission=BOOK_SERVICES,
)
def mark_arrived(
    *, actor: Actor, branch_id: BranchId, appointment_id: AppointmentId, version: int
) -> int:
    """Who was booked is here; the version then.

    Raises ServiceUnknown, WrongAppointmentState, Stale, PatientGone, PatientRestricted.
    """
    row = locked_appointment(branch_id, appointment_id, version, BOOKED)
    require_patient(row.patient_id)
    row.arrived_at = clock.now()
    return _moved(row, ARRIVED)


@command(
    name="services.cancel",
    done=gettext_lazy("Cancelled an appointment"),
    permission=BOOK_SERVICES,
)
def cancel_appointment(
    *,
    actor: Actor,
    branch_id: BranchId,
    appointment_id: AppointmentId,
    version: int,
    reason_code: str,
) -> int:
    """It takes no place any more, for a reason of a list; the version then.

    Raises ServiceUnknown, WrongAppointmentState, Stale, ServiceRefused without a reason.
    """
    row = locked_appointment(branch_id, appointment_id, version, BOOKED, ARRIVED)
    if reason_code not in WHY_CANCELLED:
        raise ServiceRefused(_("Choose a reason from the list."), field="reason_code")
    row.why_cancelled, row.ended_at, row.ended_by = reason_code, clock.now(), actor.id
    return _moved(row, CANCELLED, reason_code)


@command(
    name="services.miss",
    done=gettext_lazy("Recorded a missed appointment"),
    permission=BOOK_SERVICES,
)
def mark_missed(
    *, actor: Actor, branch_id: BranchId, appointment_id: AppointmentId, version: int
) -> int:
    """Who was booked didn't come; the version then.

    Raises ServiceUnknown, WrongAppointmentState, Stale, ServiceRefused before it began.
    """
    row = locked_appointment(branch_id, appointment_id, version, BOOKED)
    if row.begins_at > clock.now():
        raise ServiceRefused(_("The appointment hasn’t begun yet. Cancel it instead."))
    row.ended_at, row.ended_by = clock.now(), actor.id
    return _moved(row, MISSED)


def _moved(row: Appointment, state: str, reason: str = "") -> int:
    before, row.state = {"state": row.state}, state
    version = keep(row)
    note(APPOINTMENT, row.id, row.branch_id, before=before, reason=reason, state=state)
    return version
