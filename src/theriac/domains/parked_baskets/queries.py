"""Parked baskets as a counter of the branch sees them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from theriac.core import clock
from theriac.domains.parked_baskets.commands.expire import KEPT
from theriac.domains.parked_baskets.commands.park import MOST_WAITING
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.sales.queries.pushes import never_arrived

State = ParkedBasket.State
MOST_GONE = 50


@dataclass(frozen=True, slots=True)
class BranchBaskets:
    """What waits; which of the counter's own don't any more; what went because it was too old."""

    waiting: tuple[ParkedBasket, ...]
    gone: tuple[ParkedBasket, ...]
    expired: tuple[ParkedBasket, ...]


def branch_baskets(branch_id: UUID, terminal_id: UUID, own: Collection[UUID]) -> BranchBaskets:
    """The baskets of a branch, the oldest first; four reads.

    What this counter fetched and hasn't sold is told too: where the answer was lost on its way, the
    counter fetches it again. ``own`` are those of which the counter has a copy.
    """
    rows = ParkedBasket.objects.filter(branch_id=branch_id).order_by("parked_at", "id")
    waiting = list(rows.filter(state=State.WAITING)[:MOST_WAITING])
    theirs = rows.filter(state=State.FETCHED, terminal_id=terminal_id).exclude(sealed="")
    fetched = {one.id: one for one in theirs.order_by("-ended_at")[:MOST_GONE]}
    unsold = never_arrived(fetched)
    gone = rows.filter(id__in=list(own)[:MOST_WAITING]).exclude(state=State.WAITING)
    recently = clock.now() - KEPT
    expired = rows.filter(state=State.EXPIRED, ended_at__gte=recently).order_by("-ended_at")
    return BranchBaskets(
        (*waiting, *(one for key, one in fetched.items() if key in unsold)),
        tuple(gone),
        tuple(expired[:MOST_GONE]),
    )
