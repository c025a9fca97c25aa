"""What tills do when a sale was booked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.tills.commands.settle import follow_sessions


@on_event("theriac.sale.completed.v1", name="tills.follow_sales")
def follow_sales(events: Sequence[OutboxEvent]) -> None:
    """A session settles with its last sale; one that settled before is corrected."""
    named = {event.data.get("till_session_id") for event in events}
    sessions = sorted(UUID(str(one)) for one in named if one)
    if sessions:
        follow_sessions(actor=SYSTEM, session_ids=sessions)
