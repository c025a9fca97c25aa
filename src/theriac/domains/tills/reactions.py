"""What tills do when a sale was booked: sums follow it, and a credit note that came before it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.tills.commands.decide_held import take_note_of_sale
from theriac.domains.tills.commands.settle import follow_sessions
from theriac.domains.tills.queries.held_notes import notes_waiting_for


@on_event("theriac.sale.completed.v1", name="tills.follow_sales")
def follow_sales(events: Sequence[OutboxEvent]) -> None:
    """A session settles with its last sale; one that settled before is corrected.

    A credit note that was held for want of its sale is taken.
    """
    named = {event.data.get("till_session_id") for event in events}
    sessions = sorted(UUID(str(one)) for one in named if one)
    if sessions:
        follow_sessions(actor=SYSTEM, session_ids=sessions)
    for branch_id, held_id in notes_waiting_for({str(event.data["sale_id"]) for event in events}):
        take_note_of_sale(actor=SYSTEM, branch_id=branch_id, held_id=held_id)
