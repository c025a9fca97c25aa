"""The movements of a posted count, dated at the looks that they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.domains.stock.ledger import Document, Move, post
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stocktaking.models import CountResult, StockCount


@dataclass(frozen=True, slots=True)
class CountedChange:
    """Signed base units that a result changes its batch by; ``line_id`` stands on the movement."""

    result: CountResult
    line_id: UUID
    quantity: int


def post_changes(count: StockCount, changes: Sequence[CountedChange]) -> list[Movement]:
    """Post the changes, each as of its look; the caller holds the locks of the balances.

    Raises Contended when a balance would fall below zero.
    """
    balances = _balances(changes)
    by_look: dict[datetime, list[Move]] = defaultdict(list)
    for change in changes:
        by_look[change.result.looked_at].append(_move(change, balances))
    made: list[Movement] = []
    for looked_at in sorted(by_look):
        document = Document(
            kind=Movement.Kind.COUNT,
            id=count.id,
            branch_id=count.branch_id,
            number=count.number,
            occurred_at=looked_at,
        )
        made += post(document, by_look[looked_at])
    return made


def _balances(changes: Sequence[CountedChange]) -> dict[tuple[UUID, UUID], UUID]:
    rows = Balance.objects.filter(batch_id__in={one.result.batch_id for one in changes})
    return {
        (batch_id, place_id): key
        for key, batch_id, place_id in rows.values_list("id", "batch_id", "place_id")
    }


def _move(change: CountedChange, balances: dict[tuple[UUID, UUID], UUID]) -> Move:
    result, comes_in = change.result, change.quantity > 0
    balance_id = balances[result.batch_id, result.place_id]
    return Move(
        batch_id=result.batch_id,
        product_id=result.product_id,
        from_place_id=OUTSIDE_ID if comes_in else result.place_id,
        to_place_id=result.place_id if comes_in else OUTSIDE_ID,
        from_balance_id=None if comes_in else balance_id,
        to_balance_id=balance_id if comes_in else None,
        quantity=abs(change.quantity),
        line_id=change.line_id,
    )
