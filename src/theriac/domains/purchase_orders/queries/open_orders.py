"""Orders that are still open, with the money that they hold; nothing is asked of who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from theriac.domains.capital.queries.commitments import committed_by
from theriac.domains.purchase_orders.models import PurchaseOrder
from theriac.domains.purchase_orders.orders import ORDER
from theriac.domains.purchase_orders.queries.open_lines import OPEN_STATES


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order with minor units ``left`` of its commitment."""

    order_id: UUID
    number: str
    supplier_id: UUID
    ordered_on: date
    expected_on: date | None
    left: int


def open_orders_with_money() -> list[OpenOrder]:
    """Of every branch, the oldest first."""
    held = committed_by(ORDER, is_open=True)
    rows = PurchaseOrder.objects.filter(state__in=OPEN_STATES).order_by("ordered_on", "id")
    return [
        OpenOrder(key, number, supplier_id, ordered_on, expected_on, held[key][1])
        for key, number, supplier_id, ordered_on, expected_on in rows.values_list(
            "id", "number", "supplier_id", "ordered_on", "expected_on"
        )
        if key in held
    ]


def open_orders_of(
    branch_id: UUID, supplier_id: UUID | None, *, also: UUID | None = None
) -> list[tuple[UUID, str]]:
    """Id and number of a branch's open orders, of all suppliers without one; the oldest first.

    ``also`` is among them whatever its state.
    """
    rows = PurchaseOrder.objects.filter(branch_id=branch_id)
    wanted = Q(state__in=OPEN_STATES)
    if supplier_id is not None:
        wanted &= Q(supplier_id=supplier_id)
    if also is not None:
        wanted |= Q(id=also)
    found = rows.filter(wanted).order_by("ordered_on", "id")
    return list(found.values_list("id", "number"))
