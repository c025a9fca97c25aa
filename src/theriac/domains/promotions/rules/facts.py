"""What people and programs say of a promotion or coupon, as the commands take it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict, StringConstraints

from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Day, Flag, Id, storable

MOST_MONEY = 10**12
MOST_STANDING = 100
"""Promotions that a counter compares at each line."""
MOST_GOODS = 200
MOST_IN_SET = 12
MOST_COUPONS = 500
"""Coupons that stand: each counter keeps their codes."""
DAY = 1440
PromotionName = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=60, pattern=r"\S"),
    AfterValidator(storable),
]
CouponCode = Annotated[
    str, StringConstraints(strict=True, min_length=4, max_length=20, pattern=r"^[A-Za-z0-9-]+$")
]
Small = Annotated[int, Strict(), Field(ge=0, le=99)]
Minute = Annotated[int, Strict(), Field(ge=0, le=DAY)]


@record
class PromotedPack:
    """A product of a promotion; `pack_id` is the pack that is counted, `count` how many a set has.

    Percentages count no packs.
    """

    product_id: Id
    pack_id: Id | None = None
    count: Annotated[int, Strict(), Field(ge=1, le=99)] = 1


@record
class PromotionNew:
    """A promotion as it will stand.

    `value` is basis points of `percent`; else minor units: off each pack (`amount`), the price of
    each (`price`) or of the whole set (`bundle`). Of each `buy` + `free` packs `free` cost nothing.
    `from_total`: only where the goods it counts for cost so much. `weekdays` are from 0, Monday;
    minutes are of the branch's day. Without goods and categories a percentage is off all products.
    """

    name: PromotionName
    kind: Literal["percent", "amount", "price", "free", "bundle"]
    value: Annotated[Amount, Field(le=MOST_MONEY)] = 0
    buy: Small = 0
    free: Small = 0
    from_total: Annotated[Amount, Field(le=MOST_MONEY)] = 0
    first_on: Day
    last_on: Day
    weekdays: Annotated[
        tuple[Annotated[int, Strict(), Field(ge=0, le=6)], ...], Field(max_length=7)
    ] = (0, 1, 2, 3, 4, 5, 6)
    from_minute: Minute = 0
    until_minute: Minute = DAY
    goods: Annotated[tuple[PromotedPack, ...], Field(max_length=MOST_GOODS)] = ()
    category_ids: Annotated[tuple[Id, ...], Field(max_length=50)] = ()
    branch_ids: Annotated[tuple[Id, ...], Field(max_length=200)] = ()
    needs_coupon: Flag = False
    with_prescription: Flag = False


@record
class CouponNew:
    """A coupon of a promotion; `uses_each` is how often for one patient, 0 for no such limit."""

    promotion_id: Id
    code: CouponCode
    uses: Annotated[int, Strict(), Field(ge=1, le=1_000_000)] = 1
    uses_each: Annotated[int, Strict(), Field(ge=0, le=1_000_000)] = 0
