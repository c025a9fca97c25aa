"""Stock at a past moment, from the nearer of two sides.

That is the newest snapshot before it and the movements recorded since, or what is there now without
the movements recorded from the moment on.

The clock is the server's (``recorded_at``), which orders the books: a sale that a counter made
offline counts from the moment at which it arrived. A movement counts where it was recorded
before the moment. The same comes out of all movements, only slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.listing.pages import Listing
from theriac.core.query import query
from theriac.domains.stock.models import Balance
from theriac.domains.stock.permissions import SEE_COSTS, VIEW_STOCK
from theriac.domains.stock.queries.batches.by_place import BATCHES
from theriac.domains.stock.queries.ledger.snapshots import (
    Figures,
    added_up,
    ground,
    kept,
    moved,
    places_of,
    without_since,
)
from theriac.domains.stock.rules.valuation import BatchCost

PAST: Listing[Balance] = Listing(
    name="stock.as_at",
    sorts=BATCHES.sorts,
    default_sort="expires_on",
    filters={"product_id": BATCHES.filters["product_id"]},
)


_NOTHING = (
    "SELECT batch_id AS batch_id, place_id AS place_id, quantity AS change_ "
    "FROM stock_balance WHERE 1 = 0"
)
_PART = "SELECT * FROM ({}) AS part{}"
_HAD = """
SELECT own.id FROM stock_balance AS own LEFT JOIN (
    SELECT batch_id, place_id, SUM(change_) AS change_ FROM ({}) AS entries
    GROUP BY batch_id, place_id
) AS had ON had.batch_id = own.batch_id AND had.place_id = own.place_id
WHERE {} + COALESCE(had.change_, 0) <> 0
"""


@dataclass(frozen=True, slots=True)
class PastTotal:
    """How many batches by place had stock then, and their cost in minor units.

    Each line's cost is rounded down; consigned goods are worth nothing to the pharmacy. ``value``
    is None for who may not see costs.
    """

    batches: int
    units: int
    value: int | None


@query(permission=VIEW_STOCK)
def stock_as_at(*, actor: Actor, branch_id: UUID, at: datetime, snapshots: bool = True) -> Figures:
    """Base units by batch and place of the branch before ``at``, without what was nothing.

    Without ``snapshots`` all of it comes out of the movements alone.
    """
    if not snapshots:
        return added_up(moved(places_of(branch_id), None, at))
    side = _side(branch_id, at)
    return added_up((*side.begun, *side.added))


@query(permission=VIEW_STOCK)
def past_rows(*, actor: Actor, branch_id: UUID, at: datetime) -> QuerySet[Balance]:
    """The balances, with batch and place, that had stock then; their quantity is today's."""
    side = _side(branch_id, at)
    pieces, params = [_NOTHING], []
    for part in side.added:
        sql, values = part.query.sql_with_params()
        # Wrapped, because Django closes a grouped query on MariaDB with an order of its own.
        pieces.append(_PART.format(sql, len(pieces)))
        params += list(values)
    sql = _HAD.format(" UNION ALL ".join(pieces), side.own)
    had = RawSQL(sql, params)  # noqa: S611 (no text of others)
    return (
        Balance.objects.filter(branch_id=branch_id, pk__in=had)
        .select_related("batch", "place")
        .order_by()
    )


@query(permission=VIEW_STOCK)
def past_total(*, actor: Actor, branch_id: UUID, figures: Figures) -> PastTotal:
    """The branch's whole stock then, at cost; ``figures`` are what ``stock_as_at`` gave."""
    units = sum(figures.values())
    if not actor.may(SEE_COSTS, branch_id):
        return PastTotal(len(figures), units, None)
    batches = {batch_id for batch_id, _place_id in figures}
    rows = Balance.objects.filter(Among("batch_id", batches), branch_id=branch_id)
    costs = {
        row[:2]: BatchCost(*row[2:])
        for row in rows.values_list(
            "batch_id",
            "place_id",
            "batch__cost_amount",
            "batch__cost_units",
            "batch__is_consigned",
        )
    }
    value = sum(costs[key].worth(had) for key, had in figures.items() if key in costs)
    return PastTotal(len(figures), units, value)


@dataclass(frozen=True, slots=True)
class _Side:
    """What is there in the end: ``begun``, which a balance's row has as ``own``, and ``added``."""

    added: tuple[QuerySet[Any, Any], ...]
    begun: tuple[QuerySet[Any, Any], ...] = ()
    own: str = "0"


def _side(branch_id: UUID, at: datetime) -> _Side:
    """The nearer one: the snapshots before, or what is there now."""
    base = ground(branch_id, at)
    if base.at is None or clock.now() - at < at - base.at:
        now, *since = without_since(branch_id, at)
        return _Side(tuple(since), (now,), "own.quantity")
    return _Side((kept(base.nights), *moved(places_of(branch_id), base.at, at)))
