"""Balances and snapshots against the sum of movements, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.models import SnapshotLine
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.queries.ledger.snapshots import Figures, Night, moved, nights, places_of

_SUMS = """
SELECT batch_id, place_id, SUM(change_), SUM(balance_) FROM (
    SELECT batch_id, to_place_id AS place_id, quantity AS change_, 0 AS balance_
      FROM stock_movement
    UNION ALL
    SELECT batch_id, from_place_id, -quantity, 0 FROM stock_movement
    UNION ALL
    SELECT batch_id, place_id, 0, quantity FROM stock_balance
) AS entries
GROUP BY batch_id, place_id
HAVING SUM(change_) <> SUM(balance_)
"""


@dataclass(frozen=True, slots=True)
class LedgerDifference:
    """Base units that the movements add up to, and what is kept instead.

    ``day`` and ``at`` are of the snapshot that differs; None where it is the balance.
    """

    batch_id: UUID
    place_id: UUID
    moved: int
    kept: int
    branch_id: UUID | None = None
    day: date | None = None
    at: datetime | None = None


def balance_differences() -> list[LedgerDifference]:
    """Balances that aren't the sum of their movements; the outside world keeps none."""
    outside = {str(OUTSIDE_ID), OUTSIDE_ID.hex}
    with connection.cursor() as cursor:
        cursor.execute(_SUMS)
        return [
            LedgerDifference(UUID(str(batch_id)), UUID(str(place_id)), int(change), int(kept))
            for batch_id, place_id, change, kept in cursor.fetchall()
            if str(place_id) not in outside
        ]


def counting_snapshots() -> dict[UUID, list[Night]]:
    """The snapshots that count, by branch, the oldest first."""
    return {branch.id: nights(branch.id)[::-1] for branch in list_branches()}


def snapshot_differences(branch_id: UUID, counting: list[Night]) -> Iterator[LedgerDifference]:
    """Lines of a branch's snapshots that aren't what the movements before them add up to.

    One pass over the branch's movements, night by night.
    """
    places = places_of(branch_id)
    standing: Figures = defaultdict(int)
    at: datetime | None = None
    before: UUID | None = None
    for night in counting:
        change: Figures = defaultdict(int)
        for part in moved(places, at, night.at):
            for batch_id, place_id, units in part:
                change[batch_id, place_id] += int(units)
        for key, units in change.items():
            standing[key] += units
        if night.previous_id not in (None, before):
            continue
        yield from _compare(night, standing if night.previous_id is None else change)
        at, before = night.at, night.id


def _compare(night: Night, expected: Figures) -> Iterator[LedgerDifference]:
    lines = SnapshotLine.objects.filter(snapshot_id=night.id).order_by()
    kept = {
        (batch_id, place_id): units
        for batch_id, place_id, units in lines.values_list("batch_id", "place_id", "quantity")
    }
    for key in expected.keys() | kept.keys():
        if expected.get(key, 0) != kept.get(key, 0):
            yield LedgerDifference(
                *key,
                moved=expected.get(key, 0),
                kept=kept.get(key, 0),
                branch_id=night.branch_id,
                day=night.day,
                at=night.at,
            )
