"""One person who reads many patients in a short time raises an alarm, and goes on working.

Counted are the different patients whom they opened, found by a search or were suggested, and
exported. Data for analysis names nobody and isn't counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

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
FINDINGS = tuple(
    f"patients.{name}"
    for name in (
        "search_patients",
        "suggest_for_particulars",
        "suggest_duplicates",
        "list_duplicates",
        "name_patients",
        "identify_patients",
    )
)
"""The commands whose record's facts name everybody who was shown."""


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
        recorded_at__gte=since, actor_id=actor.id, command__in=OPENINGS + FINDINGS
    )
    read: set[str] = set()
    for command, patient_id, facts in records.values_list("command", "object_id", "facts"):
        read.update(facts.get("patients", ()) if command in FINDINGS else [str(patient_id)])
    return read
