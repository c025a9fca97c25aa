"""What a quotation promised, as sales compare it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Sum

from theriac.domains.quotations.models import Quotation, QuotationLine
from theriac.domains.sales.promotions.ports import QuotedGoods, QuotedPrices


def quoted_by(quotation_id: UUID) -> QuotedPrices | None:
    """The prices of any quotation, the same pack's lines together; None where there is none."""
    row = Quotation.objects.filter(id=quotation_id).first()
    if row is None:
        return None
    lines = QuotationLine.objects.filter(quotation_id=row.id).order_by()
    sums = lines.values_list("product_id", "pack_id").annotate(
        Sum("quantity"), Sum("gross"), Sum("discount")
    )
    return QuotedPrices(
        number=row.number,
        branch_id=row.branch_id,
        valid_until=row.valid_until,
        is_cancelled=row.state == Quotation.State.CANCELLED,
        sale_id=row.sale_id,
        goods=[
            QuotedGoods(product_id, pack_id, int(units), int(before) - int(off))
            for product_id, pack_id, units, before, off in sums
        ],
    )
