"""The models of core, gathered for Django."""

from theriac.core.audit.models import AuditRecord
from theriac.core.changes.models import RowChange
from theriac.core.idempotency.models import IdempotencyRecord
from theriac.core.outbox.models import EventPosition, Follower, OutboxEvent, PendingReaction

__all__ = [
    "AuditRecord",
    "EventPosition",
    "Follower",
    "IdempotencyRecord",
    "OutboxEvent",
    "PendingReaction",
    "RowChange",
]
