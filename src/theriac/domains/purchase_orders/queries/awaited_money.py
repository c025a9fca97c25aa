"""What of open orders' money is still to come, for budgets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from theriac.domains.budgets.ports import BoughtAsked, BoughtPart
from theriac.domains.purchase_orders.models import PurchaseOrderLine
from theriac.domains.purchase_orders.orders import ORDER
from theriac.domains.purchase_orders.queries.open_lines import OPEN_STATES
from theriac.domains.purchase_orders.rules.arrivals import money_of

_COLUMNS = (
    *("product_id", "quantity", "received", "cancelled", "committed", "order_id"),
    *("order__number", "order__branch_id", "order__supplier_id", "order__expected_on"),
)


def awaited_money(asked: BoughtAsked) -> Iterator[BoughtPart]:
    """What is left of each line that is awaited in these days; one statement.

    What nobody expects on a day to come is awaited today.
    """
    if asked.last_on < asked.today:
        return
    rows = PurchaseOrderLine.objects.filter(_awaited(asked), **_scope(asked)).order_by()
    for (
        product_id,
        quantity,
        received,
        cancelled,
        committed,
        order_id,
        number,
        branch_id,
        supplier_id,
        expected_on,
    ) in rows.values_list(*_COLUMNS).iterator():
        units = max(0, quantity - cancelled - received)
        if units:
            yield BoughtPart(
                branch_id=branch_id,
                supplier_id=supplier_id,
                product_id=product_id,
                amount=money_of(committed, units, quantity),
                is_open=True,
                day=max(expected_on or asked.today, asked.today),
                kind=ORDER,
                document_id=order_id,
                number=number,
            )


def _awaited(asked: BoughtAsked) -> Q:
    """Awaited on one of these days, and not before today."""
    wanted = Q(order__expected_on__lte=asked.last_on)
    if asked.first_on > asked.today:
        return wanted & Q(order__expected_on__gte=asked.first_on)
    return wanted | Q(order__expected_on__isnull=True)


def _scope(asked: BoughtAsked) -> dict[str, Any]:
    found: dict[str, Any] = {"order__state__in": OPEN_STATES}
    if asked.branch_id is not None:
        found["order__branch_id"] = asked.branch_id
    if asked.supplier_id is not None:
        found["order__supplier_id"] = asked.supplier_id
    return found
