"""Which batches a document took, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.domains.stock.models import Balance, Movement, Place


@dataclass(frozen=True, slots=True)
class TakenBatch:
    """So many base units of a batch, as its label says."""

    batch_id: UUID
    number: str
    expires_on: date | None
    quantity: int


def taken_batches(document_id: UUID) -> dict[UUID, list[TakenBatch]]:
    """By line of the document; for the domain that holds it, which has asked its permission."""
    rows = (
        Movement.objects.filter(document_id=document_id, line_id__isnull=False)
        .order_by("id")
        .values_list("line_id", "batch_id", "batch__number", "batch__expires_on", "quantity")
    )
    found: dict[UUID, list[TakenBatch]] = defaultdict(list)
    for line_id, batch_id, number, expires_on, quantity in rows:
        if line_id is not None:
            found[line_id].append(TakenBatch(batch_id, number, expires_on, quantity))
    return dict(found)


def shelf_totals(branch_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Base units on the branch's shelves by product, 0 where there are none."""
    totals = dict.fromkeys(product_ids, 0)
    rows = Balance.objects.filter(
        branch_id=branch_id, product_id__in=list(totals), place__kind=Place.Kind.SHELF
    ).values_list("product_id", "quantity")
    for product_id, quantity in rows:
        totals[product_id] += quantity
    return totals
