"""The lowest price that is printed on what is in stock, by product."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from uuid import UUID

from theriac.core.database.among import Among
from theriac.domains.stock.models import Balance


def lowest_printed(product_ids: Collection[UUID], branch_id: UUID | None) -> dict[UUID, Fraction]:
    """Minor units of one base unit, by product, in one statement; none where nothing is printed.

    The lowest MRP of the batches that the branch has, or (None) that any branch has.
    """
    rows = Balance.objects.filter(
        Among("product_id", product_ids), quantity__gt=0, batch__mrp_amount__isnull=False
    )
    if branch_id is not None:
        rows = rows.filter(branch_id=branch_id)
    printed = rows.order_by().values_list("product_id", "batch__mrp_amount", "batch__mrp_units")
    found: dict[UUID, Fraction] = {}
    for product_id, amount, units in printed.distinct():
        if amount is not None:
            one = Fraction(amount, units)
            found[product_id] = min(one, found.get(product_id, one))
    return found
