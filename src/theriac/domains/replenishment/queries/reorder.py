"""What is to be ordered again: open low-stock alerts with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.replenishment.queries.alerts import list_alerts
from theriac.domains.replenishment.queries.coverage import lacked
from theriac.domains.replenishment.queries.expiry_board import sale_window, sold_between
from theriac.domains.replenishment.rules import WINDOW_DAYS, days_counted, days_of_cover
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.levels import stock_levels

REORDER: Listing[StockAlert] = Listing(
    name="replenishment.reorder",
    sorts={"raised_at": SortFields(("raised_at",))},
    default_sort="raised_at",
)


@dataclass(frozen=True, slots=True)
class ReorderReason:
    """Why a product is to be ordered, in base units.

    ``lacking`` is the minimum less ``sellable``, what is released and not expired, reserved units
    too. ``sold`` is what the branch sold in the 90 whole days before today; on ``days_out`` of them
    it had nothing to sell. ``days_of_cover`` is None where it sold none.
    """

    on_hand: int
    available: int
    minimum: int
    lacking: int
    sold: int
    days_of_cover: int | None
    sellable: int = 0
    days_out: int = 0


@query(permission=VIEW_STOCK)
def reorder_alerts(*, actor: Actor, branch_id: UUID) -> QuerySet[StockAlert]:
    """The branch's open low-stock alerts, in no order."""
    rows = list_alerts(actor=actor, branch_id=branch_id)
    return rows.filter(kind=StockAlert.Kind.LOW, cleared_at=None)


@query(permission=VIEW_STOCK)
def reorder_reasons(
    *, actor: Actor, branch_id: UUID, today: date, product_ids: Sequence[UUID]
) -> dict[UUID, ReorderReason]:
    """The reason by product, as of now."""
    if not product_ids:
        return {}
    levels = stock_levels(actor=actor, branch_id=branch_id, product_ids=product_ids)
    window: tuple[datetime, datetime] = sale_window(branch_id, today)
    sold = sold_between(branch_id, product_ids, *window)
    out = lacked(branch_id, product_ids, today, WINDOW_DAYS)
    found = {}
    for product_id, level in levels.items():
        units = sold.get(product_id, 0)
        found[product_id] = ReorderReason(
            on_hand=level.on_hand,
            available=level.available,
            minimum=level.minimum or 0,
            lacking=level.lacking,
            sold=units,
            days_of_cover=days_of_cover(
                level.available, units, days_counted(WINDOW_DAYS, out.get(product_id, 0))
            ),
            sellable=level.sellable,
            days_out=out.get(product_id, 0),
        )
    return found
