"""What stock does when stock changes: it keeps the promises of reservations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.stock.commands.reservations.rebook import rebook_reservation
from theriac.domains.stock.queries.stranded import stranded_among


@on_event("theriac.stock.updated.v1", name="stock.keep_promises")
def keep_promises(events: Sequence[OutboxEvent]) -> None:
    """Keep other goods for whom what was kept is held or recalled now, as far as there are any."""
    pairs = {
        (UUID(event.data["product_id"]), event.branch_id)
        for event in events
        if event.branch_id is not None
    }
    for reservation_id in stranded_among(pairs):
        rebook_reservation(actor=SYSTEM, reservation_id=reservation_id)
