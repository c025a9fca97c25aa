"""What became of recalled batches, summed from the movements in one read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, Sum

from theriac.domains.recalls.ports import late_units
from theriac.domains.recalls.rules import Accounted, MovedUnits, account
from theriac.domains.stock.models import Balance, Batch, Movement, Place
from theriac.domains.stock.models.batch import OUTSIDE_ID

AT_ONCE = 500
"""Batches in one statement; SQLite takes no more than its own bound of variables."""


def accounts_of(batch_ids: Sequence[UUID]) -> dict[UUID, Accounted]:
    """What became of each batch, over all branches: two sums and the open cases of sales."""
    found: dict[UUID, Accounted] = {}
    for start in range(0, len(batch_ids), AT_ONCE):
        found.update(_some(batch_ids[start : start + AT_ONCE]))
    return found


def _some(batch_ids: Sequence[UUID]) -> dict[UUID, Accounted]:
    moved: dict[UUID, list[MovedUnits]] = defaultdict(list)
    across = Movement.objects.filter(
        Q(from_place_id=OUTSIDE_ID) | Q(to_place_id=OUTSIDE_ID), batch_id__in=list(batch_ids)
    )
    sums = across.values_list("batch_id", "kind", "reverses__kind", "to_place_id")
    for batch_id, kind, reversed_kind, to_id, units in sums.annotate(Sum("quantity")).order_by():
        comes_in = to_id != OUTSIDE_ID
        moved[batch_id].append(MovedUnits(kind, reversed_kind or "", comes_in, int(units)))
    lying: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for batch_id, kind, units in (
        Balance.objects.filter(batch_id__in=list(batch_ids))
        .values_list("batch_id", "place__kind")
        .annotate(Sum("quantity"))
        .order_by()
    ):
        lying[batch_id][kind != Place.Kind.QUARANTINE] += int(units)
    products = Batch.objects.filter(id__in=list(batch_ids)).values_list("product_id", flat=True)
    late = late_units(batch_ids, list(products.order_by().distinct()))
    return {
        batch_id: account(
            moved[batch_id],
            found=lying[batch_id][0],
            elsewhere=lying[batch_id][1],
            late=late.get(batch_id, 0),
        )
        for batch_id in batch_ids
    }
