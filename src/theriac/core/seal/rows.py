"""Finding rows that have no position yet, and writing sealed rows out as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from theriac.core.seal.leaves import AT_ONCE, canonical, leaves_by_text
from theriac.core.seal.models import SealedRow, SealHead, SealLog
from theriac.core.seal.raw.shapes import Row, positions_between
from theriac.core.seal.registry import BY_ID, SealedKind, kind_of, sealed_kinds
from theriac.core.seal.tree import leaf_hash

A_BLOCK = 2_000
LOOK_BACK = timedelta(hours=1)
"""No transaction stays open this long; older rows without a position are found once an hour."""


def first_id(instant: datetime) -> UUID:
    """The least UUIDv7 of an instant."""
    since_epoch = instant.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    milliseconds = max(0, since_epoch // timedelta(milliseconds=1))
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62)


def watermark(log: int) -> datetime | None:
    """From when on new rows are looked for; None before the first head: of every age."""
    newest = SealHead.objects.filter(log=log).order_by("-made_at")
    made_at = newest.values_list("made_at", flat=True).first()
    return None if made_at is None else made_at - LOOK_BACK


def unsealed(kind: SealedKind, log: int, since: datetime | None) -> QuerySet[Any]:
    """The committed rows of a kind, recorded since an instant, that have no position."""
    sealed = SealedRow.objects.filter(row_id=OuterRef("id"), kind=kind.name, log=log)
    rows = kind.model._default_manager.all()
    if since is not None and kind.order == BY_ID:
        first = first_id(since)
        # The second follows from the first, but PostgreSQL doesn't see it: each pass would walk
        # the positions of all earlier rows on its way to the newest.
        rows, sealed = rows.filter(id__gte=first), sealed.filter(row_id__gte=first)
    elif since is not None:
        rows = rows.filter(**{f"{kind.recorded}__gte": since})
    return rows.filter(~Exists(sealed))


def unsealed_in_pieces(
    kind: SealedKind, log: int, since: datetime | None
) -> Iterator[Sequence[UUID]]:
    """The ids without a position, oldest first. Each piece is sealed before the next is asked.

    The first comes of one look over all. Where that isn't the end of it, a history waits, and the
    rows that come after are gone through by their key: to join all of them with all positions
    again for each piece would take the square of its time.
    """
    column = "id" if kind.order == BY_ID else kind.recorded
    found = _first(unsealed(kind, log, since), column)
    waiting = [row_id for row_id, _at in found]
    while found:
        if waiting:
            yield waiting
        if len(found) < AT_ONCE:
            return
        last_id, last_at = found[-1]
        rows = kind.model._default_manager.filter(**{f"{column}__gte": last_at})
        found = _first(rows.exclude(**{column: last_at, "id__lte": last_id}), column)
        waiting = _without_position(kind, log, [row_id for row_id, _at in found])


def _first(rows: QuerySet[Any], column: str) -> list[tuple[UUID, Any]]:
    """Ids, and what they are found by, of a piece."""
    return list(rows.order_by(column, "id").values_list("id", column)[:AT_ONCE])


def _without_position(kind: SealedKind, log: int, ids: Sequence[UUID]) -> list[UUID]:
    positions = SealedRow.objects.filter(row_id__in=ids, kind=kind.name, log=log)
    sealed = set(positions.values_list("row_id", flat=True))
    return [row_id for row_id in ids if row_id not in sealed]


def oldest_unsealed(log: int) -> datetime | None:
    """When the oldest row that waits was recorded, among those of the last hour; None for none."""
    since = watermark(log)
    oldest: list[datetime] = []
    for kind in sealed_kinds():
        rows = unsealed(kind, log, since)
        column = kind.recorded
        oldest += rows.order_by(column).values_list(column, flat=True)[:1]
    return min(oldest, default=None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A sealed row: its place, the hash it was sealed under, and its leaf as its table has it now.

    ``data`` is None where the row is gone. ``row_id`` is as the driver gives it.
    """

    position: int
    kind: str
    version: int
    row_id: str
    leaf: str
    data: bytes | None

    @property
    def is_as_sealed(self) -> bool:
        """Whether the row still gives the leaf under which it was sealed."""
        return self.data is not None and leaf_hash(self.data).hex() == self.leaf


def placed_between(log: SealLog, start: int, end: int) -> Iterator[Placed]:
    """The rows at the positions from ``start`` up to, without, ``end``, in order."""
    for first in range(start, end, A_BLOCK):
        rows = positions_between(log.number, first, min(first + A_BLOCK, end))
        leaves = _leaves(rows, log.salt)
        for position, kind, version, row_id, leaf in rows:
            data = leaves.get((kind, version), _NONE).get(row_id)
            yield Placed(position, kind, version, row_id, leaf, data)


_NONE: dict[str, bytes] = {}


def _leaves(rows: Sequence[Row], salt: str) -> dict[tuple[str, int], dict[str, bytes]]:
    grouped: dict[tuple[str, int], list[str]] = {}
    for _position, name, version, row_id, _leaf in rows:
        grouped.setdefault((name, version), []).append(row_id)
    leaves: dict[tuple[str, int], dict[str, bytes]] = {}
    for (name, version), ids in grouped.items():
        kind = kind_of(name, version)
        if kind is not None:
            leaves[name, version] = leaves_by_text(kind, ids, salt)
    return leaves


def lines_between(log: SealLog, start: int, end: int) -> Iterator[bytes]:
    """Sealed rows as published: the leaf's hash as it was sealed, a space, the leaf as it is."""
    for placed in placed_between(log, start, end):
        data = placed.data
        if data is None:
            data = canonical({"gone": True, "id": UUID(placed.row_id), "kind": placed.kind})
        yield placed.leaf.encode() + b" " + data + b"\n"
