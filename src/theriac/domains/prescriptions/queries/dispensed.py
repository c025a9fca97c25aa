"""What went out with sales, to be compared with them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Sum

from theriac.domains.prescriptions.models import Dispense


def dispensed_with_sales() -> dict[tuple[UUID, UUID, UUID], int]:
    """Base units that stand, by sale, line and product; of every branch."""
    standing = Dispense.objects.filter(reversed_at=None, sale_id__isnull=False).order_by()
    sums = standing.values_list("sale_id", "line_id", "product_id").annotate(units=Sum("quantity"))
    return {(sale_id, line_id, product_id): units for sale_id, line_id, product_id, units in sums}
