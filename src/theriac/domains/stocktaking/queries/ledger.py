"""What the ledger had of batches in places at past looks, by when movements happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.rules.instants import happened_at

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Shelved:
    """A batch in a place."""

    batch_id: UUID
    place_id: UUID


@dataclass(frozen=True, slots=True)
class LaterChange:
    """A signed change of a batch in a place, and when it happened."""

    at: datetime
    quantity: int
    kind: str


def expected_at(looks: Iterable[tuple[Shelved, datetime]]) -> dict[tuple[Shelved, datetime], int]:
    """Base units that the ledger had at each look: the balance less what happened afterwards.

    Two reads a few hundred batches. The balances must be locked where nothing may slip between.
    """
    wanted = sorted(set(looks), key=lambda one: (str(one[0].batch_id), one[1]))
    found: dict[tuple[Shelved, datetime], int] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        where = [where for where, _at in chunk]
        now = balances_of(where)
        later = moved_after(where, min(at for _where, at in chunk))
        for shelved, at in chunk:
            since = sum(one.quantity for one in later.get(shelved, ()) if one.at > at)
            found[shelved, at] = now.get(shelved, 0) - since
    return found


def adjusted_after(looks: Iterable[tuple[Shelved, datetime]]) -> set[Shelved]:
    """Where somebody adjusted a balance by hand after the look."""
    found: set[Shelved] = set()
    wanted = list(looks)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        later = moved_after([where for where, _at in chunk], min(at for _where, at in chunk))
        for shelved, at in chunk:
            if any(
                one.at > at and one.kind == Movement.Kind.ADJUSTMENT
                for one in later.get(shelved, ())
            ):
                found.add(shelved)
    return found


def balances_of(where: Sequence[Shelved]) -> dict[Shelved, int]:
    """The balances now; where none is kept, nothing stands."""
    rows = Balance.objects.filter(batch_id__in={one.batch_id for one in where})
    wanted = set(where)
    return {
        shelved: quantity
        for batch_id, place_id, quantity in rows.values_list("batch_id", "place_id", "quantity")
        if (shelved := Shelved(batch_id, place_id)) in wanted
    }


def moved_after(where: Sequence[Shelved], instant: datetime) -> dict[Shelved, list[LaterChange]]:
    """The changes of these batches in these places that happened after an instant."""
    wanted = set(where)
    rows = Movement.objects.filter(
        batch_id__in={one.batch_id for one in where}, recorded_at__gt=instant
    ).values_list(
        "batch_id", "from_place_id", "to_place_id", "quantity", "kind", "occurred_at", "recorded_at"
    )
    found: dict[Shelved, list[LaterChange]] = defaultdict(list)
    for batch_id, from_id, to_id, quantity, kind, occurred_at, recorded_at in rows:
        at = happened_at(occurred_at, recorded_at)
        if at <= instant:
            continue
        for shelved, signed in _both(batch_id, from_id, to_id, quantity):
            if shelved in wanted:
                found[shelved].append(LaterChange(at, signed, kind))
    return found


def _both(
    batch_id: UUID, from_id: UUID, to_id: UUID, quantity: int
) -> Iterator[tuple[Shelved, int]]:
    yield Shelved(batch_id, from_id), -quantity
    yield Shelved(batch_id, to_id), quantity
