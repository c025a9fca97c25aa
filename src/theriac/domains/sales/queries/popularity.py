"""What a branch sells, the latest counting most: for the order in which a search shows products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from theriac.domains.sales.models import SaleLine

HALVED_AFTER = timedelta(days=30)
WEIGHTS = (8, 4, 2, 1)
"""What a line counts in each period of thirty days, the latest first; older ones don't."""


def sold_weights(branch_id: UUID, today: date) -> Mapping[UUID, int]:
    """How much each product is asked for: its lines, of which each thirty days older counts half.

    Lines and not units, since a box of a hundred tablets is asked for once. One statement a period.
    """
    found: Counter[UUID] = Counter()
    for age, weight in enumerate(WEIGHTS):
        until = today - age * HALVED_AFTER
        lines = SaleLine.objects.filter(
            sale__branch_id=branch_id,
            sale__business_on__gt=until - HALVED_AFTER,
            sale__business_on__lte=until,
        )
        rows = lines.order_by().values("product_id").annotate(lines=Count("id"))
        for product_id, count in rows.values_list("product_id", "lines"):
            found[product_id] += weight * count
    return found
