"""What came of orders, and when, for who measures suppliers; nothing is asked of who reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import Least

from theriac.domains.forecasting.rules.lead_times import LeadSpread, OrderArrival, lead_spreads
from theriac.domains.purchase_orders.models import OrderLineReceipt, PurchaseOrder
from theriac.domains.purchase_orders.rules.outcomes import OrderOutcome

MEASURED_WITHIN = timedelta(days=365)
"""Orders from before say nothing of the next one."""


def arrivals_by_supplier(
    where: Mapping[str, Any], first: date, last: date
) -> dict[UUID, list[OrderArrival]]:
    """What came of orders made from ``first`` to ``last``, ``where`` those of them; one statement.

    What was reversed isn't told.
    """
    rows = OrderLineReceipt.objects.filter(
        line__order__ordered_on__gte=first,
        line__order__ordered_on__lte=last,
        **{f"line__order__{name}": value for name, value in where.items()},
    )
    sign = Case(When(is_reversal=True, then=Value(-1)), default=Value(1))
    columns = ("line__order__supplier_id", "line__order_id", "line__order__ordered_on", "came_on")
    found: dict[UUID, list[OrderArrival]] = defaultdict(list)
    counts = rows.order_by().values_list(*columns).annotate(lines=Sum(sign))
    for supplier_id, order_id, ordered_on, came_on, lines in counts:
        if lines > 0:
            found[supplier_id].append(OrderArrival(order_id, ordered_on, came_on, int(lines)))
    return found


def lead_spreads_of(branch_id: UUID, today: date) -> dict[UUID, LeadSpread]:
    """How long each supplier's orders of the last year took to the branch; one statement."""
    return lead_spreads(
        arrivals_by_supplier({"branch_id": branch_id}, today - MEASURED_WITHIN, today)
    )


def order_outcomes(where: Mapping[str, Any], first: date, last: date) -> list[OrderOutcome]:
    """What became of orders made in these days, ``where`` those of them, by day; one statement.

    Of which nothing came yet, and whose goods are still awaited, say nothing.
    """
    orders = PurchaseOrder.objects.filter(ordered_on__gte=first, ordered_on__lte=last, **where)
    counted = orders.exclude(state=PurchaseOrder.State.ORDERED).annotate(
        lines_of=Count("lines"),
        full=Count("lines", filter=Q(lines__received__gte=F("lines__quantity"))),
        units=Sum("lines__quantity"),
        came=Sum(Least(F("lines__received"), F("lines__quantity"))),
    )
    rows = counted.order_by("ordered_on", "id").values_list(
        *("id", "number", "supplier_id", "state", "ordered_on"),
        *("lines_of", "full", "units", "came"),
    )
    return [
        OrderOutcome(
            order_id=key,
            number=number,
            supplier_id=supplier_id,
            state=state,
            ordered_on=ordered_on,
            lines=lines,
            full_lines=full,
            ordered=int(units),
            received=int(came),
        )
        for key, number, supplier_id, state, ordered_on, lines, full, units, came in rows
    ]
