"""One person who reads many patients in a short time raises an alarm, and goes on working.

Counted are the different patients whom they opened, found by a search or were suggested, and
exported. Data for analysis names nobody and isn't counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.audit.models import AuditRecord
from theriac.core.limits import Limit, settled
from theriac.domains.accounts.security.events import SecurityEventKind, happened_since, note

WITHIN = timedelta(hours=1)
OPENINGS = (
    *(
        f"patients.{name}"
        for name in (
            "open_patient",
            "read_for_check",
            "open_purchases",
            "open_particulars",
            "open_restricted",
            "name_patient",
            "export_patient",
        )
    ),
    "clinical.check_for_patient",
    "eprescriptions.open",
    "prescriptions.open",
    "prescriptions.check",
    "counselling.open",
    "interventions.open",
    "adverse_events.open",
    "adverse_events.prefill",
    "services.open_appointment",
    "services.open_record",
    "services.open_history",
)
"""The commands whose record is of the one patient that was read; the outermost has the record."""
PATIENT, SEARCH = "patients.patient", "patients.search"


def readings() -> Q:
    """Audit records of one patient who was read, also on the way of another command.

    What was read of a patient stands in the facts as ``sections``, whichever command was outermost.
    """
    return Q(command__in=OPENINGS) | Q(object_kind=PATIENT, facts__has_key="sections")


def watch_readings(actor: Actor, patient_ids: Iterable[UUID]) -> None:
    """Raise the alarm with the reading that makes it as many as the pharmacy settled, in an hour.

    Once an hour for a person. Nobody is refused: whoever needs a record must get it.
    """
    now = {str(one) for one in patient_ids}
    most = settled(Limit.MASS_READS) if now else 0
    if not most or actor.kind is ActorKind.SYSTEM:
        return
    since = clock.now() - WITHIN
    count = len(now | _read_since(actor, since))
    if count < most or happened_since(SecurityEventKind.MASS_READ, actor.id, since):
        return
    note(
        SecurityEventKind.MASS_READ,
        actor=actor,
        user_id=actor.id,
        branch_id=actor.branch_id,
        facts={"patients": count},
    )


def _read_since(actor: Actor, since: datetime) -> set[str]:
    records = AuditRecord.objects.filter(
        readings() | Q(object_kind=SEARCH), recorded_at__gte=since, actor_id=actor.id
    )
    read: set[str] = set()
    for kind, object_id, facts in records.values_list("object_kind", "object_id", "facts"):
        read.update(facts.get("patients", ()) if kind == SEARCH else [str(object_id)])
    return read
