"""The facts that sales announce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from theriac.core.outbox.carried import carries
from theriac.core.outbox.events import Event
from theriac.core.outbox.models import OutboxEvent
from theriac.domains.stock.events import StockUpdated


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCompleted(Event):
    """A sale is booked: data has its number, total and lines, and what it took of which batch.

    No person's data. It carries the updates of stock, one a product.
    """

    type: ClassVar[str] = "theriac.sale.completed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyOpened(Event):
    """A booked sale disagrees with the books; a person settles it."""

    type: ClassVar[str] = "theriac.sale.discrepancy.opened.v1"


@carries(SaleCompleted, StockUpdated)
def stock_taken(event: OutboxEvent) -> Sequence[Event]:
    """What a sale did to the stock of each product."""
    by_product: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in event.data["taken"]:
        change = {"batch_id": one["batch_id"], "change": -one["quantity"]}
        by_product[str(one["product_id"])].append(change)
    return [
        StockUpdated.of(event.branch_id, product_id, ("sale", event.data["sale_id"]), batches)
        for product_id, batches in by_product.items()
    ]
