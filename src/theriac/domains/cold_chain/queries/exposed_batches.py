"""What lay in a place during a time: what lies there now, less what came after, and what left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.domains.cold_chain.rules import PlaceChange
from theriac.domains.stock.models import Balance, Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.rules.instants import happened_at

AT_ONCE = 400
_KINDS = Movement.Kind
_LAY_THERE = (_KINDS.OPENING, _KINDS.COUNT, _KINDS.ADJUSTMENT, _KINDS.MERGE)
"""What such a movement brings in didn't come then: it was there, and the books learned of it."""


def may_have_lain(place_id: UUID, since: datetime) -> QuerySet[Balance]:
    """The balances of what lies in the place or left it since, sold out ones too, in no order."""
    left = Movement.objects.filter(from_place_id=place_id, recorded_at__gte=since)
    there = Q(quantity__gt=0) | Q(batch_id__in=left.values("batch_id"))
    return Balance.objects.filter(there, place_id=place_id).order_by()


def changes_since(
    place_id: UUID, batch_ids: Sequence[UUID], since: datetime
) -> dict[UUID, list[PlaceChange]]:
    """What came to and left the place from an instant on, by batch; a statement for 400 batches.

    Stock found, counted, merged or entered when the books began counts as never having come.
    """
    found: dict[UUID, list[PlaceChange]] = defaultdict(list)
    learned = Q(kind__in=_LAY_THERE, from_place_id=OUTSIDE_ID)
    taken_back = Q(kind=_KINDS.REVERSAL, to_place_id=OUTSIDE_ID, reverses__kind__in=_LAY_THERE)
    moved = Q(from_place_id=place_id) | Q(to_place_id=place_id)
    rows = Movement.objects.filter(moved, recorded_at__gte=since).exclude(learned | taken_back)
    for start in range(0, len(batch_ids), AT_ONCE):
        some = rows.filter(batch_id__in=batch_ids[start : start + AT_ONCE]).order_by()
        for batch_id, to_id, quantity, occurred_at, recorded_at in some.values_list(
            "batch_id", "to_place_id", "quantity", "occurred_at", "recorded_at"
        ):
            at = happened_at(occurred_at, recorded_at)
            if at >= since:
                found[batch_id].append(
                    PlaceChange(at, quantity if to_id == place_id else -quantity)
                )
    return found
