"""What replenishment does when stock or a product changes: minimums, wants and expiries.

A product whose state changed may have become one that is bought, or no longer is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from theriac.core.actor import SYSTEM
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.reactions import on_event
from theriac.domains.replenishment.commands.expiry_alerts import review_branches
from theriac.domains.replenishment.commands.low_stock_alerts import (
    review_low_stock,
    review_minimums,
)
from theriac.domains.replenishment.commands.review_wants import review_wants, wants_due


@on_event("theriac.stock.updated.v1", name="replenishment.look_at_minimums")
def look_at_minimums(events: Sequence[OutboxEvent]) -> None:
    """Review every product and branch that changed, once each, and then what was wanted there."""
    pairs = {
        (UUID(event.data["product_id"]), event.branch_id)
        for event in events
        if event.branch_id is not None
    }
    review_low_stock(actor=SYSTEM, pairs=pairs)
    if due := wants_due(pairs):
        review_wants(actor=SYSTEM, want_ids=due)


@on_event("theriac.catalog.product.changed.v1", name="replenishment.look_at_what_is_bought")
def look_at_what_is_bought(events: Sequence[OutboxEvent]) -> None:
    """Review the minimums of products whose state may have changed."""
    review_minimums({UUID(str(event.data["product_id"])) for event in events})


@on_event("theriac.stock.updated.v1", name="replenishment.look_at_expiries")
def look_at_expiries(events: Sequence[OutboxEvent]) -> None:
    """Review the batches of every product and branch that changed."""
    changed: dict[UUID, set[UUID]] = defaultdict(set)
    for event in events:
        if event.branch_id is not None:
            changed[event.branch_id].add(UUID(event.data["product_id"]))
    if changed:
        review_branches(changed)
