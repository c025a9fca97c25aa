"""What stock does when stock changes: it looks at the minimums and the expiries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.stock.alerts import review_low_stock
from theriac.domains.stock.expiry_alerts import review_branches


@on_event("theriac.stock.updated.v1")
def look_at_minimums(events: Sequence[OutboxEvent]) -> None:
    """Review every product and branch that changed, once each."""
    pairs = {
        (UUID(event.data["product_id"]), event.branch_id)
        for event in events
        if event.branch_id is not None
    }
    review_low_stock(actor=SYSTEM, pairs=pairs)


@on_event("theriac.stock.updated.v1")
def look_at_expiries(events: Sequence[OutboxEvent]) -> None:
    """Review the batches of every product and branch that changed."""
    changed: dict[UUID, set[UUID]] = defaultdict(set)
    for event in events:
        if event.branch_id is not None:
            changed[event.branch_id].add(UUID(event.data["product_id"]))
    if changed:
        review_branches(changed)
