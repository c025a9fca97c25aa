"""The queue: conflicts of every kind that the reader may see, who waited longest first.

A page asks each kind for no more rows than it shows, so it costs the same wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.conflicts.kinds import (
    ConflictKind,
    QueueEdge,
    Stretch,
    WaitingConflict,
    conflict_kinds,
    is_seen,
)
from theriac.core.listing.cursors import open_cursor, seal_cursor
from theriac.core.listing.pages import LARGEST_SIZE, ListingRefused
from theriac.core.rights import require, require_anywhere

_BOUND = "conflicts"
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is asked for: a branch, a kind, and within it a reason; "" or None for all."""

    branch_id: UUID | None = None
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QueueCut:
    """One page and the cursors of its neighbours; None where there is no such page."""

    items: tuple[WaitingConflict, ...]
    next: str | None = None
    previous: str | None = None


def conflicts_page(*, actor: Actor, narrowed: Narrowed, cursor: str = "", size: int) -> QueueCut:
    """The page that ``cursor`` names, or the first.

    Raises NotPermitted; ListingRefused for a cursor that this queue didn't give, and for a size
    outside 1 to LARGEST_SIZE.
    """
    if not 1 <= size <= LARGEST_SIZE:
        raise ListingRefused(
            _("Enter a page size of 1 to %(most)s rows.") % {"most": LARGEST_SIZE}, field="limit"
        )
    edge, backwards = _opened(cursor) if cursor else (None, False)
    wanted = Stretch(size + 1, edge, backwards)
    parts = [
        kind.stretch(actor, narrowed.branch_id, narrowed.reason, wanted)
        for kind in _seen(actor, narrowed)
    ]
    if backwards:
        parts.reverse()
    # A kind's own order stands: the database's order of ids isn't the texts'.
    joined = merge(*parts, key=lambda one: (one.since, one.kind), reverse=backwards)
    found = list(islice(joined, size + 1))
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = backwards or more, more if backwards else edge is not None
    return QueueCut(
        tuple(found),
        next=_sealed(found, -1) if has_next else None,
        previous=_sealed(found, 0) if has_previous else None,
    )


def count_conflicts(*, actor: Actor, narrowed: Narrowed) -> int:
    """How many wait, of each kind counted no further than MOST_COUNTED."""
    return sum(
        kind.count(actor, narrowed.branch_id, narrowed.reason, MOST_COUNTED)
        for kind in _seen(actor, narrowed)
    )


def _seen(actor: Actor, narrowed: Narrowed) -> list[ConflictKind]:
    """The kinds that are asked for and seen. Raises NotPermitted where none of them is."""
    asked = [one for one in conflict_kinds().values() if narrowed.kind in {"", one.name}]
    branch_id = narrowed.branch_id
    seen = [one for one in asked if is_seen(one, actor, branch_id)]
    if asked and not seen:
        right = asked[0].seen_by[0]
        if branch_id is None:
            require_anywhere(actor, right)
        require(actor, right, branch_id)
    return seen


def _opened(cursor: str) -> tuple[QueueEdge, bool]:
    match open_cursor(cursor, _BOUND):
        case [backwards, since, kind, key]:
            return QueueEdge(since, kind, key), bool(backwards)
    raise ListingRefused(
        _("This cursor belongs to another list. Start at the first page."), field="cursor"
    )


def _sealed(found: Sequence[WaitingConflict], at: int) -> str | None:
    if not found:
        return None
    edge = found[at]
    return seal_cursor([int(at == 0), edge.since, edge.kind, edge.key], _BOUND)
