"""What a sale has of reservations: that much comes free for it, and the rest stays reserved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from theriac.core.database.counters import change_guarded
from theriac.domains.stock.models import Balance, Reservation, ReservedBatch
from theriac.domains.stock.reserved.hold import end, locked_with_balances, tell

State = Reservation.State


@dataclass(frozen=True, slots=True)
class Collected:
    """So many base units of each reservation, by id, as the goods leave the shop.

    ``named`` are units by batch that the sale takes: they come free before others. ``locking`` are
    balances that the sale takes from besides, so that all are locked in one order.
    """

    units: Mapping[UUID, int]
    named: Mapping[UUID, int] = field(default_factory=dict)
    locking: Iterable[UUID] = ()


def collect(branch_id: UUID, asked: Collected) -> dict[UUID, int]:
    """Let the sale have what is reserved, inside its own unit of work; how many units of each.

    Only what stands still at this branch gives any, each at most what it holds; a quota gives
    none. One that gives all it holds is taken. The balances stay locked until the sale commits, so
    that nobody else takes what comes free. Raises Contended.
    """
    of_people = Reservation.objects.filter(id__in=list(asked.units), branch_id=branch_id)
    wanted = of_people.exclude(purpose=Reservation.Purpose.QUOTA).values_list("id", flat=True)
    rows, batches = locked_with_balances(wanted, asked.locking)
    given = {row.id: min(row.quantity, asked.units[row.id]) for row in rows}
    whole = [row.id for row in rows if given[row.id] == row.quantity]
    left = dict(asked.named)
    for row in rows:
        held = [one for one in batches if one.reservation_id == row.id and one.quantity]
        if row.id in whole:
            _used(left, held)
        elif given[row.id] > 0:
            _give_part(row, held, given[row.id], left)
    end(whole, State.TAKEN)
    return given


def _used(left: dict[UUID, int], held: Sequence[ReservedBatch]) -> None:
    for one in held:
        left[one.batch_id] = max(0, left.get(one.batch_id, 0) - one.quantity)


def _give_part(
    row: Reservation, held: Sequence[ReservedBatch], units: int, left: dict[UUID, int]
) -> None:
    """Free so many units of what it holds: of batches that are named first, then the soonest."""
    shares = _shares(held, units, left)
    changes: dict[UUID, int] = defaultdict(int)
    for one in held:
        if shares[one.id]:
            one.quantity -= shares[one.id]
            changes[one.balance_id] -= shares[one.id]
    changed = [one for one in held if shares[one.id]]
    ReservedBatch.objects.bulk_update(changed, ["quantity"], batch_size=200)
    change_guarded(Balance, "reserved", changes)
    before = row.quantity
    row.quantity -= units
    row.version += 1
    row.save()
    sides: dict[str, Any] = {"before": {"quantity": before}, "after": {"quantity": row.quantity}}
    tell(row, [one.batch_id for one in changed], changed=sides)


def _shares(held: Sequence[ReservedBatch], units: int, named: dict[UUID, int]) -> dict[UUID, int]:
    """How many units each of what is held gives; ``named`` goes down by what it was given."""
    shares = dict.fromkeys((one.id for one in held), 0)
    missing = units
    for one in held:
        share = min(one.quantity, missing, named.get(one.batch_id, 0))
        shares[one.id] += share
        missing -= share
        if share:
            named[one.batch_id] -= share
    for one in sorted(held, key=_soonest):
        share = min(one.quantity - shares[one.id], missing)
        shares[one.id] += share
        missing -= share
    return shares


def _soonest(one: ReservedBatch) -> tuple[bool, str, UUID]:
    expires_on = one.batch.expires_on
    return expires_on is None, str(expires_on), one.id
