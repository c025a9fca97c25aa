"""What changed of products and of a branch's stock, for those who keep a copy of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.ids import parse_id
from theriac.core.outbox.carried import told_of, types_with_carriers
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.positions import events_after
from theriac.core.query import query
from theriac.domains.catalog.events import ProductChanged, ProductRanked
from theriac.domains.stock.events import StockUpdated
from theriac.domains.stock.permissions import VIEW_STOCK

FOLLOWED = (ProductChanged.type, ProductRanked.type, StockUpdated.type)


@dataclass(frozen=True, slots=True)
class Changes:
    """Products that changed, products whose stock here changed, and which batches of it.

    ``position`` is how far this tells; with ``more`` there are further changes beyond it.
    ``looked_at`` counts the events that were read, those of other branches among them.
    """

    products: tuple[UUID, ...]
    stocked: tuple[UUID, ...]
    batches: frozenset[UUID]
    position: int
    more: bool
    looked_at: int


@query(permission=VIEW_STOCK)
def changes_after(
    *, actor: Actor, branch_id: UUID, position: int, latest: int, limit: int
) -> Changes:
    """The changes that the first ``limit`` events beyond a position tell, in one read at most.

    ``latest`` is the last position given, read before. Where all changes are told it is the new
    position, whatever it was about, so that the next question is short.
    """
    types = types_with_carriers(FOLLOWED)
    placed = events_after(position, limit=limit, types=types) if latest > position else []
    more = len(placed) == limit
    reached = placed[-1][0] if placed else position
    told = (one.event for place, event in placed for one in told_of(place, event, FOLLOWED))
    products, stocked, batches = _named(told, branch_id)
    return Changes(
        products=tuple(sorted(products)),
        stocked=tuple(sorted(stocked)),
        batches=frozenset(batches),
        position=reached if more else max(reached, latest),
        more=more,
        looked_at=len(placed),
    )


def _named(
    events: Iterable[OutboxEvent], branch_id: UUID
) -> tuple[set[UUID], set[UUID], set[UUID]]:
    """Products changed anywhere, and stock changed at this branch or (None) everywhere."""
    products: set[UUID] = set()
    stocked: set[UUID] = set()
    batches: set[UUID] = set()
    for event in events:
        product_id = parse_id(str(event.data.get("product_id", "")))
        if product_id is None:
            continue
        is_here = event.branch_id in (None, branch_id)
        if event.type == ProductChanged.type or (event.type == ProductRanked.type and is_here):
            products.add(product_id)
        elif event.type == StockUpdated.type and is_here:
            stocked.add(product_id)
            told = (parse_id(str(one.get("batch_id", ""))) for one in event.data.get("batches", ()))
            batches.update(batch_id for batch_id in told if batch_id is not None)
    return products, stocked, batches
