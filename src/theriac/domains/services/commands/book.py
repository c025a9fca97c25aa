"""Booking a time for a patient, or taking in who walks in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient
from theriac.domains.services import record
from theriac.domains.services.ids import AppointmentId, ServiceId
from theriac.domains.services.models import Appointment, OfferedService
from theriac.domains.services.permissions import BOOK_SERVICES
from theriac.domains.services.problems import NoPlaceFree, ServiceRefused
from theriac.domains.services.rules.codes import ARRIVED, BOOKED, STANDING
from theriac.domains.services.rules.facts import MOST_MINUTES
from theriac.domains.services.rules.places import most_at_once

FURTHEST = timedelta(days=366)
LATE = timedelta(minutes=15)
"""So long ago a time may have begun that is booked now."""
LONGEST_NOTE = 250


@command(name="services.book", done=gettext_lazy("Booked an appointment"), permission=BOOK_SERVICES)
def book_appointment(
    *,
    actor: Actor,
    branch_id: BranchId,
    service_id: ServiceId,
    patient_id: PatientId,
    begins_at: datetime | None = None,
    note: str = "",
) -> AppointmentId:
    """A time for a patient; without ``begins_at`` they are here now, and have arrived. Its id.

    The service is locked while its places are counted. Raises ServiceUnknown, ServiceRefused,
    NoPlaceFree, PatientUnknown, PatientGone, PatientRestricted, NotPermitted for who may not see
    patients.
    """
    require(actor, VIEW_PATIENTS, branch_id)
    now = clock.now()
    begins = begins_at or now.replace(second=0, microsecond=0)
    if not now - LATE <= begins <= now + FURTHEST:
        raise ServiceRefused(_("Choose a time from now until a year from now."), field="begins_at")
    get_patient(patient_id)
    offered = record.locked_offer(branch_id, service_id)
    if not offered.is_offered:
        words = _("%(name)s isn’t offered any more. Choose another service.")
        raise ServiceRefused(words % {"name": offered.name}, field="service_id")
    ends = begins + timedelta(minutes=offered.minutes)
    _require_place(offered, begins, ends)
    row = Appointment(
        id=current_unit().effect_id,
        branch_id=branch_id,
        offered_id=offered.id,
        patient_id=patient_id,
        begins_at=begins,
        ends_at=ends,
        state=BOOKED if begins_at else ARRIVED,
        note=note.strip()[:LONGEST_NOTE],
        booked_at=now,
        booked_by=actor.id,
        arrived_at=None if begins_at else now,
        version=1,
    )
    row.save(force_insert=True)
    facts = {"state": row.state, "begins_at": row.begins_at, "service": row.offered_id}
    record.note(record.APPOINTMENT, row.id, branch_id, **facts)
    return AppointmentId(row.id)


def _require_place(offered: OfferedService, begins: datetime, ends: datetime) -> None:
    rows = Appointment.objects.filter(
        offered_id=offered.id,
        state__in=STANDING,
        begins_at__lt=ends,
        begins_at__gt=begins - timedelta(minutes=MOST_MINUTES),
        ends_at__gt=begins,
    )
    spans = list(rows.order_by().values_list("begins_at", "ends_at"))
    if most_at_once(spans, (begins, ends)) >= offered.capacity:
        words = _("%(name)s is fully booked at this time. Choose another time.")
        raise NoPlaceFree(
            words % {"name": offered.name}, field="begins_at", capacity=offered.capacity
        )
