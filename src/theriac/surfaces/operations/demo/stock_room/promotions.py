"""The demo's promotions: a week of one shelf, three for two, and a coupon for regulars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.facts.records import given
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.promotions.commands.coupons import add_coupon
from theriac.domains.promotions.commands.promotion import add_promotion
from theriac.domains.promotions.rules.facts import CouponNew, PromotedPack, PromotionNew
from theriac.domains.sales.promotions.given import law_of
from theriac.surfaces.operations.demo.alerts import Goods

NAMES: Mapping[str, Sequence[str]] = {
    "id": ("Pekan Sehat", "Beli 2 Gratis 1", "Pelanggan Setia"),
    "in": ("Health Week", "Three for two", "Regular customers"),
}
CODE, USES = "SEHAT10", 100
SHELF, GIFTS, LOOKED_AT = 6, 3, 200
DAYS = 14
"""So long each of them runs, from the day before."""


def add_promotions(
    owner: Actor, goods: Sequence[Goods], end: datetime, today: date, country: str
) -> int:
    """Of goods that anybody may buy; as of this morning, so that no earlier sale has any."""
    facts = sale_facts(stocked.product_id for _plan, stocked in goods[:LOOKED_AT])
    profile = profile_for(country)
    free = [one for one in facts.values() if one.sellable and not law_of(profile, one.legal_class)]
    shelf, gifts = free[:SHELF], free[SHELF : SHELF + GIFTS]
    names = NAMES.get(country, NAMES["in"])
    asked: list[dict[str, Any]] = [
        {"kind": "percent", "value": 1000, "goods": _goods(shelf)},
        {"kind": "free", "buy": 2, "free": 1, "goods": _goods(gifts)},
        {"kind": "percent", "value": 500, "needs_coupon": True},
    ]
    days = {"first_on": today, "last_on": today + timedelta(days=DAYS)}
    made: list[UUID] = []
    with clock.at(end - timedelta(minutes=5)):
        for name, told in zip(names, asked, strict=True):
            promotion = given(PromotionNew, name=name, **days, **told)
            made.append(add_promotion(actor=owner, promotion=promotion))
        coupon = given(CouponNew, promotion_id=made[-1], code=CODE, uses=USES)
        add_coupon(actor=owner, coupon=coupon)
    return len(made)


def _goods(products: Sequence[ProductFact]) -> tuple[PromotedPack, ...]:
    """Each in its smallest pack that is sold."""
    found = []
    for one in products:
        packs = sorted((pack for pack in one.packs.values() if pack.sellable), key=_factor)
        found.append(PromotedPack(product_id=one.id, pack_id=packs[0].id))
    return tuple(found)


def _factor(pack: Any) -> int:
    return int(pack.factor)
