"""Who looked at a patient's record: each look on the trail is told by the report of readers."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from uuid import UUID

from tests.support.shop import Shop
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.models import User
from theriac.domains.patients.models import PatientFinding
from theriac.domains.patients.queries.readers import readers_of
from theriac.domains.patients.rules.reasons import WHY

FILES = "files.record_reading"


def looks_at(shop: Shop, patient_id: UUID) -> set[tuple[str, str]]:
    """Who read the record, by which command; every look has its reason and stands in the report."""
    records = AuditRecord.objects.filter(object_id=patient_id, object_kind="patients.patient")
    read = [one for one in records if one.command == FILES or "sections" in one.facts]
    assert [one.command for one in read if one.reason not in WHY] == []
    shown = PatientFinding.objects.filter(patient_id=patient_id)
    looks = Counter((one.actor_id, one.command) for one in [*read, *shown])
    told: Counter[tuple[UUID, str]] = Counter()
    now = clock.now()
    for one in readers_of(
        actor=shop.owner,
        patient_id=patient_id,
        since=now - timedelta(days=365),
        until=now + timedelta(days=1),
    ).items:
        told[one.actor_id, one.command] += one.times
    assert looks - told == Counter()
    names = {one.id: one.username for one in User.objects.all()}
    return {(names.get(who, str(who)), command) for who, command in told}
