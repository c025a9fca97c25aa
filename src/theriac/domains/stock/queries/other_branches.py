"""What other branches could sell of a product that this one lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Sum

from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.models import Balance, Batch, Place


@dataclass(frozen=True, slots=True)
class ElsewhereStock:
    """Base units of a product that a branch may sell."""

    product_id: UUID
    branch: str
    quantity: int


def stock_elsewhere(
    *, branch_id: UUID, product_ids: Sequence[UUID], today: date
) -> list[ElsewhereStock]:
    """Released, unexpired, unreserved stock on other branches' shelves, the most first.

    ``today`` is the asking branch's date: a hint to send a customer by, no promise.
    """
    if not product_ids:
        return []
    totals = (
        Balance.objects.filter(
            product_id__in=product_ids,
            quantity__gt=0,
            place__kind=Place.Kind.SHELF,
            batch__state=Batch.State.RELEASED,
            batch__expires_on__gt=today,
        )
        .exclude(branch_id=branch_id)
        .values_list("product_id", "branch_id")
        .annotate(units=Sum(F("quantity") - F("reserved")))
        .filter(units__gt=0)
    )
    rows = list(totals)
    names = {branch.id: branch.name for branch in list_branches({row[1] for row in rows})}
    found = [ElsewhereStock(row[0], names[row[1]], row[2]) for row in rows if row[1] in names]
    return sorted(found, key=lambda one: (-one.quantity, one.branch))


def units_everywhere(product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Base units of each product at every branch and place; for surfaces that asked already."""
    rows = Balance.objects.filter(product_id__in=list(product_ids), quantity__gt=0).order_by()
    return dict(rows.values_list("product_id").annotate(units=Sum("quantity")))
