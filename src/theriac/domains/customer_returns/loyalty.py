"""Points of a sale whose goods come back: taken back and given back with the credit note."""

from __future__ import annotations

from django.db.models import Sum

from theriac.domains.customer_returns.models import (
    CustomerRefund,
    CustomerReturn,
    CustomerReturnLine,
)
from theriac.domains.customer_returns.rules import POINTS
from theriac.domains.loyalty.points import LoyalDocument
from theriac.domains.loyalty.returns import CameBack, is_loyal, return_points


def points_back(note: CustomerReturn) -> None:
    """Book what a written credit note takes and gives of points; who calls holds the sale.

    By all that came back until now, so that it is exact in whatever parts goods come. A sale of no
    member costs one statement.
    """
    if note.sale_id is None or not is_loyal(note.sale_id):
        return
    lines = CustomerReturnLine.objects.filter(customer_return__sale_id=note.sale_id).order_by()
    amounts = lines.values_list("sale_line_id").annotate(sum=Sum("amount"))
    refunds = CustomerRefund.objects.filter(customer_return__sale_id=note.sale_id, method=POINTS)
    by_points = refunds.order_by().aggregate(sum=Sum("amount"))["sum"]
    return_points(
        LoyalDocument(
            id=note.id,
            branch_id=note.branch_id,
            number=note.number,
            business_on=note.business_on,
            person_id=note.person_id,
        ),
        note.sale_id,
        CameBack({key: int(amount) for key, amount in amounts}, int(by_points or 0)),
    )
