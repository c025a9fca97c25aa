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
from theriac.surfaces.api.schemas.types import Answer, Body, Money


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


class PromotionStop(Body):
    """Why it is paused or ended."""

    reason: Reason


class CouponBody(Body):
    """A code of 4 to 20 letters, digits and hyphens; `uses_each` 0: no limit for one patient."""

    code: CouponCode
    uses: Annotated[int, Strict(), Field(ge=1, le=1_000_000)] = 1
    uses_each: Annotated[int, Strict(), Field(ge=0, le=1_000_000)] = 0
