"""The tickets of the day, for Today to count: whether the queue is in use."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.queue_tickets.queries import list_tickets
from theriac.domains.sales.permissions import VIEW_SALES


def queue_used(actor: Actor, branch_id: UUID, today: date) -> dict[str, Any]:
    """The branch's tickets of its date now, for who may see its queue."""
    if not actor.may(VIEW_SALES, branch_id):
        return {}
    return {"tickets": list_tickets(actor=actor, branch_id=branch_id).filter(day=today)}
