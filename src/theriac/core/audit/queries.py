"""Reading the trail."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.query import branches_seen, query


@query(permission=VIEW_TRAIL)
def list_records(*, actor: Actor) -> QuerySet[AuditRecord]:
    """What was done at the branches whose trail the actor may see, in no order.

    What concerns no single branch is for who may see the trail of all.
    """
    return AuditRecord.objects.filter(**branches_seen(actor, VIEW_TRAIL))


@query(permission=VIEW_TRAIL)
def history_of(*, actor: Actor, object_id: UUID, at_most: int) -> Sequence[AuditRecord]:
    """The newest records about one object."""
    records = list_records(actor=actor).filter(object_id=object_id)
    return list(records.order_by("-recorded_at", "-id")[:at_most])
