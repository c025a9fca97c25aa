"""One person who opens many patients in a short time raises an alarm, and goes on working."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.security.events import Kind, happened_since, note

WITHIN = timedelta(hours=1)
OPENINGS = ("patients.open_patient", "patients.open_particulars", "patients.name_patient")


def watch_readings(actor: Actor, patient_id: UUID) -> None:
    """Raise the alarm with the reading that makes it ``THERIAC_MASS_READS`` patients in an hour.

    Once an hour for a person. Nobody is refused: whoever needs a record must get it.
    """
    if not settings.MASS_READS or actor.kind is ActorKind.SYSTEM:
        return
    since = clock.now() - WITHIN
    opened = AuditRecord.objects.filter(
        recorded_at__gte=since, actor_id=actor.id, command__in=OPENINGS
    )
    others = opened.exclude(object_id=patient_id)
    count = others.order_by().values("object_id").distinct().count() + 1
    if count < settings.MASS_READS or happened_since(Kind.MASS_READ, actor.id, since):
        return
    note(
        Kind.MASS_READ,
        actor=actor,
        user_id=actor.id,
        branch_id=actor.branch_id,
        facts={"patients": count},
    )
