"""Many prices changed together: the rule, its preview, what was changed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Flag, Id, Instant, Reason, Text24, Text120, Whole
from theriac.surfaces.api.schemas.catalog.products import Standing
from theriac.surfaces.api.schemas.types import Answer, Body, Confirmed, CostSeen, Money

MOST_PACKS = 5_000
_WITHOUT_A_COST = "Null where the cost isn't known, and for who may not see it (`stock.costs`)."
_Place = Annotated[Flag, Field(description="At every branch, else at the branch.")]


class PriceRule(Body):
    """How prices change.

    `change` counts hundredths of a percent, of the old price for `percent` (below 0: down) and on
    top of the last cost for `margin`; minor units for `amount`.
    """

    by: Literal["percent", "amount", "margin"]
    change: Whole
    step: Whole = Field(default=1, description="Minor units of which the price is a multiple.")
    rounding: Literal["nearest", "up", "down"] = "nearest"
    above_ceiling: Literal["leave", "cut"] = Field(
        default="leave",
        description="What would be above the highest price by law keeps its price, or is cut.",
    )


class PricePreviewNew(Body):
    """Which products, by the filters of their list or by id; and the rule."""

    rule: PriceRule
    q: Text120 = Field(default="", description="Words as people type them.")
    category: Text120 | None = Field(default=None, description="Name of the category.")
    manufacturer: Text120 | None = Field(default=None, description="Name of the manufacturer.")
    status: Standing | None = None
    legal_class: Text24 | None = Field(default=None, description="Code of the legal class.")
    product_ids: list[Id] | None = Field(default=None, max_length=MOST_PACKS)
    everywhere: _Place = False
    valid_from: Instant | None = None


class PriceMoved(Answer):
    """A pack whose price changed since the preview, in minor units: as it was seen, and is now."""

    pack_id: UUID
    seen: int
    now: int


class PriceLine(Answer):
    """A pack with its old and new price. `left_out` says why it keeps the old one."""

    pack_id: UUID
    product_id: UUID
    product: str
    pack: str
    factor: int
    before: Money
    price: Money
    change_bp: int | None = Field(description="The difference in hundredths of a percent.")
    cost: CostSeen
    margin_bp: int | None = Field(description=f"On top of the last cost. {_WITHOUT_A_COST}")
    left_out: Literal["same", "no_cost", "above_ceiling", "nothing_left", "too_high"] | None
    notes: list[Literal["above_mrp", "below_cost", "cut", "far", "planned"]]


class PricePreview(Answer):
    """What a rule makes of every pack that has a price; nothing is changed by it."""

    lines: list[PriceLine]
    unpriced: int = Field(description="Packs without a price of their own; none of them changes.")
    elsewhere: int = Field(
        description="Of a change for every branch: packs of which a branch keeps its own price."
    )


class PreviewedPrice(Body):
    """A pack's new price, and the one that it had in the preview."""

    pack_id: Id
    before: Money
    price: Money


class PriceChangeNew(Body):
    """Prices to set together, all or none. Without `valid_from` they begin now."""

    prices: list[PreviewedPrice] = Field(min_length=1, max_length=MOST_PACKS)
    reason: Reason
    rule: PriceRule | None = Field(default=None, description="Of the preview, for the trail.")
    everywhere: _Place = False
    valid_from: Instant | None = None
    confirmed: Confirmed = []


class PriceChange(Answer):
    """A change of many prices that was made."""

    id: UUID
    prices: int = Field(description="How many packs got a new price.")
    reason: str
    branch_id: UUID | None
    valid_from: datetime
    recorded_at: datetime
