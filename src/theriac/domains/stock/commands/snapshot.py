"""Taking a branch's snapshot at the end of its day, and withdrawing what counts no longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.command import command
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.models import SnapshotLine, SnapshotWithdrawal, StockSnapshot
from theriac.domains.stock.queries.ledger.proofs import last_proof
from theriac.domains.stock.queries.ledger.snapshots import (
    WHOLE_EVERY,
    Figures,
    SnapshotBase,
    added_up,
    ground,
    kept,
    moved,
    places_of,
    without_since,
)

_PIECE = 2_000


def take_due_snapshots() -> int:
    """Take the snapshot of each branch's last ended day where it is missing; tells how many."""
    taken = 0
    for branch in list_branches():
        zone = ZoneInfo(branch.time_zone)
        today = clock.today(branch.time_zone)
        at = datetime.combine(today, time(0), zone).astimezone(UTC)
        taken += take_snapshot(branch.id, today - timedelta(days=1), at)
    return taken


def take_snapshot(branch_id: UUID, day: date, at: datetime) -> bool:
    """Take the snapshot of the day that ends at ``at``; False where there is one that counts.

    The lines are read without a lock and written in pieces; the head comes last.
    """
    base = ground(branch_id, at)
    if base.at == at:
        return False
    whole = not base.nights or len(base.nights) >= WHOLE_EVERY
    figures = _figures(branch_id, base, at, whole=whole)
    snapshot_id = new_id()
    lines = [
        SnapshotLine(
            id=new_id(),
            snapshot_id=snapshot_id,
            batch_id=batch_id,
            place_id=place_id,
            quantity=units,
        )
        for (batch_id, place_id), units in figures.items()
    ]
    for first in range(0, len(lines), _PIECE):
        keep_snapshot_lines(actor=SYSTEM, branch_id=branch_id, lines=lines[first : first + _PIECE])
    head = StockSnapshot(
        id=snapshot_id,
        branch_id=branch_id,
        day=day,
        at=at,
        previous_id=None if whole else base.nights[0].id,
        lines=len(lines),
        taken_at=clock.now(),
    )
    keep_snapshot(actor=SYSTEM, branch_id=branch_id, head=head)
    return True


@command(
    name="stock.keep_snapshot_lines", done=_("Saved a nightly stock snapshot"), system_only=True
)
def keep_snapshot_lines(*, actor: Actor, branch_id: UUID, lines: Sequence[SnapshotLine]) -> None:
    """Write some lines of a snapshot that isn't there yet."""
    insert_rows(SnapshotLine, lines)


@command(name="stock.keep_snapshot", done=_("Saved a nightly stock snapshot"), system_only=True)
def keep_snapshot(*, actor: Actor, branch_id: UUID, head: StockSnapshot) -> None:
    """Write the head, by which the lines begin to count."""
    insert_rows(StockSnapshot, [head])


@command(name="stock.withdraw_snapshots", done=_("Withdrew snapshots of stock"), system_only=True)
def withdraw_snapshots(*, actor: Actor, branch_id: UUID, from_at: datetime) -> None:
    """From an instant on, the snapshots taken until now count no longer.

    The past was added to, or a proof found one of them wrong.
    """
    withdraw(branch_id, from_at)


def withdraw(branch_id: UUID, from_at: datetime) -> None:
    """The same, inside the unit of work that adds to the past."""
    row = SnapshotWithdrawal(id=new_id(), branch_id=branch_id, from_at=from_at, made_at=clock.now())
    insert_rows(SnapshotWithdrawal, [row])


def _figures(branch_id: UUID, base: SnapshotBase, at: datetime, *, whole: bool) -> Figures:
    """What there was before ``at``: the sum of all where it is ``whole``, else what changed.

    The first one is told from today's backwards, however much happened before; only where the last
    proof found balances that the movements don't bear out, from the movements alone.
    """
    if not base.nights:
        proof = last_proof()
        if proof is None or not proof.differences:
            return added_up(without_since(branch_id, at))
    since = moved(places_of(branch_id), base.at, at)
    return added_up((kept(base.nights), *since) if whole and base.nights else since)
