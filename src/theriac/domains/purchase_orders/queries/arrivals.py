"""When the goods of orders came, for who measures suppliers; nothing is asked of who reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Sum, Value, When

from theriac.domains.forecasting.rules.lead_times import LeadSpread, OrderArrival, lead_spreads
from theriac.domains.purchase_orders.models import OrderLineReceipt

MEASURED_WITHIN = timedelta(days=365)
"""Orders from before say nothing of the next one."""


def arrivals_by_supplier(
    branch_ids: Collection[UUID] | None, first: date, last: date
) -> dict[UUID, list[OrderArrival]]:
    """What came of orders made from ``first`` to ``last`` at these branches, all for None.

    One statement; what was reversed isn't told.
    """
    rows = OrderLineReceipt.objects.filter(
        line__order__ordered_on__gte=first, line__order__ordered_on__lte=last
    )
    if branch_ids is not None:
        rows = rows.filter(line__order__branch_id__in=list(branch_ids))
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
    return lead_spreads(arrivals_by_supplier([branch_id], today - MEASURED_WITHIN, today))
