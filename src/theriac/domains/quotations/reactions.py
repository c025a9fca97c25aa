"""What quotations do when something was sold."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.quotations.commands.take import follow_sales
from theriac.domains.quotations.queries import are_taken


@on_event("theriac.sale.completed.v1", name="quotations.follow_sales")
def follow_completed(events: Sequence[OutboxEvent]) -> None:
    """A quotation whose basket was sold is converted."""
    sold = {UUID(str(event.data["sale_id"])) for event in events}
    taken = are_taken(sold)
    if taken:
        follow_sales(actor=SYSTEM, sale_ids=sorted(taken))
