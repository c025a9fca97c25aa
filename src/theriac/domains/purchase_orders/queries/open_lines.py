"""What is on order of each product at a branch; nothing is asked of who reads it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine

OPEN_STATES = (PurchaseOrder.State.ORDERED, PurchaseOrder.State.PARTLY)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of an order that is still to come, ``units`` base units of it."""

    line_id: UUID
    order_id: UUID
    number: str
    supplier_id: UUID
    product_id: UUID
    units: int
    ordered_on: date
    expected_on: date | None


def _still_open(branch_id: UUID) -> QuerySet[PurchaseOrderLine]:
    rows = PurchaseOrderLine.objects.filter(
        order__branch_id=branch_id, order__state__in=OPEN_STATES
    )
    return rows.annotate(units=F("quantity") - F("cancelled")).filter(received__lt=F("units"))


def units_on_order(branch_id: UUID) -> dict[UUID, int]:
    """Base units by product that orders of the branch still bring, in one statement."""
    rows = _still_open(branch_id).order_by().values_list("product_id")
    sums = rows.annotate(sum=Sum(F("quantity") - F("cancelled") - F("received")))
    return {product_id: int(units) for product_id, units in sums}


def open_lines(branch_id: UUID, product_ids: Collection[UUID]) -> dict[UUID, list[OpenLine]]:
    """The open lines of these products by product, the oldest order first."""
    rows = _still_open(branch_id).filter(product_id__in=list(product_ids)).select_related("order")
    found: dict[UUID, list[OpenLine]] = {}
    for row in rows.order_by("order__ordered_on", "order_id", "position"):
        found.setdefault(row.product_id, []).append(
            OpenLine(
                line_id=row.id,
                order_id=row.order_id,
                number=row.order.number,
                supplier_id=row.order.supplier_id,
                product_id=row.product_id,
                units=row.open_units,
                ordered_on=row.order.ordered_on,
                expected_on=row.order.expected_on,
            )
        )
    return found
