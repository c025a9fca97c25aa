"""Who read or changed a patient's record, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.query import query
from theriac.domains.patients.permissions import MANAGE_PATIENTS
from theriac.domains.patients.queries.groups import ids_of

MOST_SHOWN = 200


@query(permission=MANAGE_PATIENTS)
def list_readings(*, actor: Actor, patient_id: UUID) -> Sequence[AuditRecord]:
    """The trail of a patient's records, the newest first, at most MOST_SHOWN."""
    rows = AuditRecord.objects.filter(object_id__in=ids_of(patient_id))
    return list(rows.order_by("-recorded_at", "-id")[:MOST_SHOWN])
