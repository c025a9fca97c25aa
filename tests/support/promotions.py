"""Promotions and coupons, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.core.facts.records import given
from theriac.domains.promotions.commands.coupons import add_coupon
from theriac.domains.promotions.commands.promotion import add_promotion
from theriac.domains.promotions.rules.facts import CouponNew, PromotedPack, PromotionNew


def a_promotion(shop: Shop, *medicines: Medicine, **facts: Any) -> UUID:
    """Ten percent off these products (all where none is named), this week; its id."""
    goods = tuple(
        PromotedPack(product_id=one.id, pack_id=one.packs[1], count=1) for one in medicines
    )
    told: dict[str, Any] = {
        "name": "Vitamin week",
        "kind": "percent",
        "value": 1000,
        "first_on": shop.today - timedelta(days=1),
        "last_on": shop.today + timedelta(days=6),
        "goods": goods,
        **facts,
    }
    return add_promotion(actor=shop.owner, promotion=given(PromotionNew, **told))


def a_coupon(shop: Shop, promotion_id: UUID, code: str = "SEHAT10", **facts: Any) -> UUID:
    """A coupon with one use; its id."""
    told = given(CouponNew, promotion_id=promotion_id, code=code, **facts)
    return add_coupon(actor=shop.owner, coupon=told)
