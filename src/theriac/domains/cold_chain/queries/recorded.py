"""What came of readings that were sent, as the trail keeps it."""

from __future__ import annotations

from uuid import UUID

from theriac.core.audit.models import AuditRecord
from theriac.domains.cold_chain.commands.readings import RECORD, RecordedReadings, RefusedReading


def recorded_before(effect_id: UUID) -> RecordedReadings:
    """The answer to readings that were sent before."""
    record = AuditRecord.objects.filter(object_kind=RECORD, object_id=effect_id).first()
    facts = record.facts if record else {}
    return RecordedReadings(
        int(facts.get("recorded", 0)),
        int(facts.get("known", 0)),
        tuple(RefusedReading(*one) for one in facts.get("refused", ())),
    )
