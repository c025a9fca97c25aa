"""A promotion as it would stand, from what people and programs say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.promotions.models import Promotion
from theriac.domains.promotions.problems import PromotionRefused
from theriac.domains.promotions.rules.facts import PromotionNew
from theriac.domains.promotions.validity import faults_of


def checked(promotion: PromotionNew, *, is_full: bool = False) -> Mapping[UUID, ProductFact]:
    """The products that it names, if it can stand. Raises PromotionRefused.

    ``is_full``: so many stand that no other can.
    """
    products = sale_facts({one.product_id for one in promotion.goods})
    faults = faults_of(promotion, products)
    if not faults and is_full:
        faults["name"] = _("There are too many promotions. End one first.")
    if faults:
        raise PromotionRefused(errors=faults)
    return products


def drafted(promotion: PromotionNew, products: Mapping[UUID, ProductFact], key: UUID) -> Promotion:
    """The promotion under this id, not saved; who added it isn't said yet."""
    is_gift = promotion.kind == "free"
    return Promotion(
        id=key,
        name=promotion.name.strip(),
        kind=promotion.kind,
        value=0 if is_gift else promotion.value,
        buy=promotion.buy if is_gift else 0,
        free=promotion.free if is_gift else 0,
        from_total=promotion.from_total,
        first_on=promotion.first_on,
        last_on=promotion.last_on,
        weekdays=sum(1 << day for day in set(promotion.weekdays)),
        from_minute=promotion.from_minute,
        until_minute=promotion.until_minute,
        goods=_goods(promotion, products),
        category_ids=[str(one) for one in promotion.category_ids],
        branch_ids=[str(one) for one in promotion.branch_ids],
        needs_coupon=promotion.needs_coupon,
        with_prescription=promotion.with_prescription,
        created_at=clock.now(),
    )


def _goods(promotion: PromotionNew, products: Mapping[UUID, ProductFact]) -> list[dict[str, Any]]:
    found = []
    for one in promotion.goods:
        pack = products[one.product_id].packs[one.pack_id] if one.pack_id else None
        found.append(
            {
                "product_id": str(one.product_id),
                "pack_id": str(one.pack_id) if pack else None,
                "units": pack.factor if pack else 1,
                "count": one.count if promotion.kind == "bundle" else 1,
            }
        )
    return found
