"""The shelves of a branch on which something lies."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.queries.bins import bin_code
from theriac.domains.stocktaking.permissions import REVIEW_COUNT


class ShelfToCount(NamedTuple):
    """A bin's code, "" for what lies in none that is known, and the batches with stock there."""

    name: str
    batches: int


@query(permission=REVIEW_COUNT)
def shelves_to_count(*, actor: Actor, branch_id: UUID) -> list[ShelfToCount]:
    """The bins with stock by code, what lies in none last."""
    rows = Balance.objects.filter(
        branch_id=branch_id, quantity__gt=0, place__kind=Place.Kind.SHELF
    ).annotate(bin=bin_code(branch_id))
    shelves = rows.order_by().values_list("bin").annotate(batches=Count("batch_id", distinct=True))
    return sorted(
        (ShelfToCount(*shelf) for shelf in shelves), key=lambda one: (not one.name, one.name)
    )
