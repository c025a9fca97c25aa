"""The promotions that a counter compares by itself: those that run, and those of the next days."""

from __future__ import annotations

from theriac.core import clock
from theriac.domains.catalog.queries.groups import names_of_groups
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.promotions.queries import PromotionAhead, promotions_ahead
from theriac.surfaces.counter.wire.settings import PromotedGoodsOut, PromotionOut


def promotions_of(point: SellingPoint) -> list[PromotionOut]:
    """The oldest first, as the books compare them; nothing is read where there was never one."""
    today = clock.today(point.time_zone)
    if point.promotions_until is None or point.promotions_until < today:
        return []
    found = promotions_ahead(point.branch_id, today)
    names = names_of_groups({key for one in found for key in one.terms.category_ids})
    return [_told(one, [names.get(key, "") for key in one.terms.category_ids]) for one in found]


def _told(one: PromotionAhead, categories: list[str]) -> PromotionOut:
    terms, hours = one.terms, one.hours
    return PromotionOut(
        id=terms.id,
        name=terms.name,
        kind=terms.kind,
        value=terms.value,
        buy=terms.buy,
        free=terms.free,
        from_total=terms.from_total,
        goods=[
            PromotedGoodsOut(product_id=goods.product_id, units=goods.units, count=goods.count)
            for goods in terms.goods
        ],
        category_ids=sorted(categories),
        with_prescription=terms.with_prescription,
        first_on=hours.first_on,
        last_on=hours.last_on,
        weekdays=hours.weekdays,
        from_minute=hours.from_minute,
        until_minute=hours.until_minute,
        needs_coupon=one.needs_coupon,
        coupons=list(one.coupons),
    )
