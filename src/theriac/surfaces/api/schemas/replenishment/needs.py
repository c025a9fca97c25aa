"""What a branch needs to order, and why."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Id
from theriac.surfaces.api.schemas.catalog.products import Ved
from theriac.surfaces.api.schemas.replenishment.wants import Want
from theriac.surfaces.api.schemas.types import (
    Answer,
    Body,
    CostSeen,
    FlagInAddress,
    Page,
    WantedHere,
)

Abc = Literal["A", "B", "C"]
LeadSource = Literal["orders", "supplier", "pharmacy"]


class NeedsWanted(WantedHere):
    """Filters of the needs."""

    supplier_id: Id | None = Field(default=None, description="Whose goods came last.")
    abc: Abc | None = None
    ved: Ved | None = None
    needed: FlagInAddress | None = Field(
        default=None, description="Whether something is to be ordered."
    )


class ProductNeed(Answer):
    """What is to be ordered of a product, in base units, and what it is counted from.

    Demand is `sold` and what was `asked` for and not sold, over `days_in_stock`, fourteen at least;
    days without stock don't count, except where `out_counted`: then they were asked for more.
    `asked_times` is how often it was asked for and not in stock in 30 days.
    `reorder_point` sells until a delivery, with `safety` kept for surprises; `level` until the
    next order too, and `minimum` at least. What may be sold before it expires, less `reserved`,
    and what is `in_transit` and `on_order` count against it: `lacking` is left. `order` is whole
    packs of `pack`; `limit` says what made it another, `cap` how much sells before it expires.
    `listed` stands on the want list. The delivery time is `lead_hundredths` of a day, in whole days
    `lead_days`; measured over `lead_orders`, or as the supplier or the pharmacy's settings say.
    """

    product_id: UUID
    product: str
    abc: Abc
    ved: Ved
    sold: int
    asked: int
    asked_times: int
    days_in_stock: int
    days_out: int
    out_counted: bool
    lead_days: int
    lead_hundredths: int
    lead_source: LeadSource
    lead_orders: int
    review_days: int
    service_percent: int
    safety: int
    reorder_point: int
    level: int
    minimum: int
    sellable: int
    expiring: int
    reserved: int
    in_transit: int
    on_order: int
    lacking: int
    cap: int | None
    limit: Literal["none", "expiry", "pack"]
    pack: int
    packs: int
    order: int
    listed: int
    supplier_id: UUID | None
    supplier: str
    pack_cost: CostSeen
    value: CostSeen


class NeedPage(Page[ProductNeed]):
    """A page of needs by name; `kept_through` is the last day of the demand.

    `kept_through` is null, and nothing told, before the first night.
    """

    kept_through: date | None


class NeedsListed(Body):
    """Which products are put on the want list, as much as they need."""

    product_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]


class NeededWants(Answer):
    """What stands on the want list of these products, in no order."""

    items: list[Want]
