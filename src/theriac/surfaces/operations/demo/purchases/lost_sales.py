"""What customers of the demo asked for and wasn't in stock, on the days before its last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.unmet_requests.commands.record import record_request
from theriac.domains.unmet_requests.drafts import RequestWritten
from theriac.surfaces.operations.demo.purchases.receipts import Goods

TIMES = (6, 3, 1)
"""How often each of the first goods was asked for."""
TYPED = "Zinc 20 mg sirup 60 ml"
LATEST = timedelta(hours=20)
APART = timedelta(hours=47)


def add_lost_sales(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime
) -> None:
    """Some of the goods, the first most often, and what the catalogue doesn't have, twice."""
    asked = [
        (RequestWritten(product_id=stocked.product_id, quantity=product.shelf_factor), times)
        for (product, stocked), times in zip(goods, TIMES, strict=False)
    ]
    asked.append((RequestWritten(text=TYPED, quantity=1), 2))
    for request, times in asked:
        for number in range(times):
            with clock.at(end - LATEST - number * APART):
                record_request(actor=actor, branch_id=branch_id, asked=request)
