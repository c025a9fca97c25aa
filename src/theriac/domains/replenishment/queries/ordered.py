"""What the want list of a branch asks for, and what of it is ordered and hasn't come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from theriac.core.database.among import Among
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.stock.models import Movement, Place

CAME = Q(
    kind__in=[Movement.Kind.RECEIPT, Movement.Kind.OPENING, Movement.Kind.TRANSFER],
    to_place__kind=Place.Kind.SHELF,
    from_place__kind__in=[Place.Kind.OUTSIDE, Place.Kind.TRANSIT],
)
"""A movement by which goods came onto a branch's shelves."""
WENT_BACK = Q(
    kind=Movement.Kind.REVERSAL,
    reverses__kind__in=[Movement.Kind.RECEIPT, Movement.Kind.OPENING],
)
"""One by which they didn't come after all."""


@dataclass(frozen=True, slots=True)
class StandingWant:
    """Base units of a product on the want list: ``listed`` to be ordered, ``ordered`` to come."""

    listed: int = 0
    ordered: int = 0


def standing_wants(branch_id: UUID) -> dict[UUID, StandingWant]:
    """By product, in two statements; nothing is asked of who reads it.

    Of what was ordered, that counts which hasn't come since it was noted; what a purchase order
    took, its open lines count.
    """
    rows = WantEntry.objects.filter(
        branch_id=branch_id, product_id__isnull=False, open_key__isnull=False
    ).order_by()
    rows = rows.filter(Q(order_id=None) | ~Q(state=WantEntry.State.TAKEN))
    entries = list(rows.values_list("product_id", "state", "quantity", "added_at"))
    since = {
        product_id: added_at
        for product_id, state, _units, added_at in entries
        if product_id is not None and state == WantEntry.State.TAKEN
    }
    came = _came(branch_id, since) if since else {}
    found = {}
    for product_id, _state, units, _added_at in entries:
        if product_id is None:
            continue
        if product_id in since:
            found[product_id] = StandingWant(ordered=max(0, units - came.get(product_id, 0)))
        else:
            found[product_id] = StandingWant(listed=units)
    return found


def _came(branch_id: UUID, since: Mapping[UUID, datetime]) -> dict[UUID, int]:
    """Base units that came of each product from its instant on, less what went back."""
    rows = Movement.objects.filter(
        Among("product_id", since),
        CAME | WENT_BACK,
        branch_id=branch_id,
        recorded_at__gte=min(since.values()),
    ).order_by()
    moves: Sequence[tuple[UUID, datetime, int, str]] = list(
        rows.values_list("product_id", "recorded_at", "quantity", "kind")
    )
    came: dict[UUID, int] = {}
    for product_id, at, units, kind in moves:
        if at >= since[product_id]:
            sign = -1 if kind == Movement.Kind.REVERSAL else 1
            came[product_id] = came.get(product_id, 0) + sign * units
    return came
