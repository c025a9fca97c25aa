"""What stocktaking does when stock moves or a count was posted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.stocktaking.commands.correct import correct_counts
from theriac.domains.stocktaking.queries.late import late_for_counts, looked_at_in


@on_event("theriac.stock.updated.v1", name="stocktaking.make_good_what_came_late")
def make_good_what_came_late(events: Sequence[OutboxEvent]) -> None:
    """Let posted counts stay right when a movement from before their look is booked."""
    documents = {UUID(str(event.data["document_id"])) for event in events}
    batches, since = late_for_counts(documents)
    if batches:
        correct_counts(actor=SYSTEM, batch_ids=batches, since=since)


@on_event("theriac.stock.counted.v1", name="stocktaking.look_again_after_posting", background=True)
def look_again_after_posting(events: Sequence[OutboxEvent]) -> None:
    """Make good what was under way while a count was posted."""
    for event in events:
        batches = looked_at_in(UUID(str(event.data["count_id"])))
        for start in range(0, len(batches), 200):
            correct_counts(actor=SYSTEM, batch_ids=batches[start : start + 200])
