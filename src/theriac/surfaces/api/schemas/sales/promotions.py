"""Promotions and coupons as the API takes and gives them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, Strict

from theriac.core.facts.types import Reason
from theriac.domains.promotions.queries import MOST_LISTED
from theriac.domains.promotions.rules.facts import CouponCode
from theriac.domains.promotions.states import PromotionState
from theriac.domains.sales.promotions.examples import MOST as MOST_EXAMPLES
from theriac.surfaces.api.schemas.types import WITHHELD, Answer, Body, Money


class PromotionsWanted(BaseModel):
    """Which promotions; without a state all that aren't ended."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: PromotionState | None = None


class PromotedGoods(Answer):
    """A product with the pack that is counted, its base units, and how many a set has."""

    product_id: UUID
    pack_id: UUID | None
    units: int
    count: int


class Promotion(Answer):
    """A promotion; `value` is basis points of `percent`, else minor units."""

    id: UUID
    name: str
    kind: Literal["percent", "amount", "price", "free", "bundle"]
    value: int
    buy: int
    free: int
    from_total: int
    first_on: date
    last_on: date
    weekdays: list[int]
    from_minute: int
    until_minute: int
    goods: list[PromotedGoods]
    category_ids: list[UUID]
    branch_ids: list[UUID]
    needs_coupon: bool
    with_prescription: bool
    state: PromotionState
    version: int


class Promotions(Answer):
    """The newest first."""

    promotions: Annotated[list[Promotion], Field(max_length=MOST_LISTED)]


class Coupon(Answer):
    """A coupon; `used` counts redemptions beyond its uses too."""

    id: UUID
    code: str
    uses: int
    uses_each: int
    used: int
    is_ended: bool
    version: int


class PromotionWithCoupons(Promotion):
    """A promotion with its coupons and what it gave so far."""

    coupons: list[Coupon]
    sales: int
    given: Money


class PriceCompared(Answer):
    """What so many packs, or whole sets, cost without the promotion and with it."""

    packs: int
    before: Money
    after: Money


class PromotionExample(Answer):
    """A product in the pack that is counted, else its smallest; at today's prices."""

    product_id: UUID
    product: str
    pack: str
    one: PriceCompared
    enough: PriceCompared | None = Field(
        description="The fewest packs that get the promotion by themselves; null where none do."
    )


class PreviewedMargin(Answer):
    """What is left of the reached lines without tax and cost; rates in hundredths of a percent."""

    before: Money
    after: Money
    rate_before: int | None
    rate_after: int | None
    lines_without_cost: int = Field(description="Left out: what their goods cost isn't known.")


class PromotionPreview(Answer):
    """What a promotion would have done; how demand would have changed isn't known."""

    branch_id: UUID
    first_on: date
    last_on: date
    is_cut: bool = Field(description="Whether only the newest sales were judged, of too many.")
    read_sales: int
    read_lines: int
    sales: int = Field(description="Those of the sales read that would have had it.")
    lines: int
    given: Money = Field(description="What less all sales would have cost.")
    before: Money = Field(description="What the reached lines cost without it.")
    after: Money
    margin: Annotated[PreviewedMargin | None, Field(description=WITHHELD)]
    needs_coupon: bool = Field(description="It is judged as if every customer used a coupon.")
    others: list[str] = Field(description="Promotions to which only what it adds is counted.")
    examples: Annotated[list[PromotionExample], Field(max_length=MOST_EXAMPLES)]
    whole_set: PriceCompared | None


class PromotionStop(Body):
    """Why it is paused or ended."""

    reason: Reason


class CouponBody(Body):
    """A code of 4 to 20 letters, digits and hyphens; `uses_each` 0: no limit for one patient."""

    code: CouponCode
    uses: Annotated[int, Strict(), Field(ge=1, le=1_000_000)] = 1
    uses_each: Annotated[int, Strict(), Field(ge=0, le=1_000_000)] = 0
