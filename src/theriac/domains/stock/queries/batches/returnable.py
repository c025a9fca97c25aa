"""Batches as a return to the supplier needs them: what lies where, what it cost, whose it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum

from theriac.domains.stock.models import Batch, Movement, Place


@dataclass(frozen=True, slots=True)
class ReturnableGoods:
    """A batch at a branch: ``quantity`` base units on its shelf and in its quarantine."""

    batch_id: UUID
    product_id: UUID
    number: str
    expires_on: date | None
    state: str
    quantity: int
    cost_amount: int | None
    cost_units: int
    supplier_id: UUID | None


def returnable_goods(branch_id: UUID, batch_ids: Collection[UUID]) -> dict[UUID, ReturnableGoods]:
    """By batch; for other domains' documents, so nothing is asked. One read."""
    here = Q(
        balances__branch_id=branch_id,
        balances__place__kind__in=(Place.Kind.SHELF, Place.Kind.QUARANTINE),
    )
    rows = Batch.objects.filter(id__in=list(batch_ids)).annotate(
        here=Sum("balances__quantity", filter=here)
    )
    return {
        row.id: ReturnableGoods(
            batch_id=row.id,
            product_id=row.product_id,
            number=row.number,
            expires_on=row.expires_on,
            state=row.state,
            quantity=row.here or 0,
            cost_amount=row.cost_amount,
            cost_units=row.cost_units,
            supplier_id=row.supplier_id,
        )
        for row in rows
    }


def given_to_suppliers(document_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], int]:
    """Base units that left, by document and line; what a document's opposites brought back too."""
    rows = (
        Movement.objects.filter(document_id__in=list(document_ids))
        .values_list("document_id", "line_id")
        .annotate(units=Sum("quantity"))
        .order_by()
    )
    return {(document_id, line_id): units for document_id, line_id, units in rows}
