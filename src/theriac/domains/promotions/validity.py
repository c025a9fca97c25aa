"""What can't be a promotion, by the field that it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.catalog.queries.groups import is_category
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.promotions.rules.facts import MOST_IN_SET, PromotionNew
from theriac.domains.promotions.rules.savings import WHOLE

MOST_DAYS = 1_096


def faults_of(promotion: PromotionNew, products: Mapping[UUID, ProductFact]) -> dict[str, Text]:
    """Why it can't stand, field by field; {} where it can."""
    found = {
        "value": _fault_of_value(promotion),
        "buy": _fault_of_gifts(promotion),
        "last_on": _fault_of_days(promotion),
        "until_minute": _fault_of_hours(promotion),
        "weekdays": "" if promotion.weekdays else _("Choose at least one weekday."),
        "goods": _fault_of_goods(promotion, products),
        "category_ids": _fault_of_categories(promotion),
        "branch_ids": _fault_of_branches(promotion),
    }
    return {name: fault for name, fault in found.items() if fault}


def _fault_of_value(promotion: PromotionNew) -> Text:
    if promotion.kind == "percent" and not 1 <= promotion.value <= WHOLE:
        return _("Enter a percentage above 0 and up to 100.")
    if promotion.kind in {"amount", "bundle"} and promotion.value < 1:
        return _("Enter an amount of more than 0.")
    return ""


def _fault_of_gifts(promotion: PromotionNew) -> Text:
    if promotion.kind == "free" and (promotion.buy < 1 or promotion.free < 1):
        return _("Enter the packs paid and the packs free, each 1 or more.")
    return ""


def _fault_of_days(promotion: PromotionNew) -> Text:
    if promotion.last_on < promotion.first_on:
        return _("The last day is before the first. Enter a later date.")
    if (promotion.last_on - promotion.first_on).days >= MOST_DAYS:
        return _("A promotion can run for at most 3 years. Enter an earlier last day.")
    return ""


def _fault_of_hours(promotion: PromotionNew) -> Text:
    if promotion.until_minute <= promotion.from_minute:
        return _("The end time must be after the start time. Enter a later time.")
    return ""


def _fault_of_goods(promotion: PromotionNew, products: Mapping[UUID, ProductFact]) -> Text:
    goods = promotion.goods
    lacks = promotion.category_ids or not goods or any(one.pack_id is None for one in goods)
    if promotion.kind != "percent" and lacks:
        return _("Choose the products and their packs.")
    if len({one.product_id for one in goods}) < len(goods):
        return _("A product is listed twice. Remove one of them.")
    if promotion.kind == "bundle" and len(goods) > MOST_IN_SET:
        return _("A set can have at most 12 products. Remove some.")
    for one in goods:
        product = products.get(one.product_id)
        if product is None:
            return _("A product doesn’t exist. Choose one from the list.")
        if one.pack_id is not None and one.pack_id not in product.packs:
            return _("%(product)s doesn’t have this pack.") % {"product": product.name}
    return ""


def _fault_of_categories(promotion: PromotionNew) -> Text:
    if all(is_category(one) for one in promotion.category_ids):
        return ""
    return _("This category doesn’t exist. Choose one from the list.")


def _fault_of_branches(promotion: PromotionNew) -> Text:
    if all(get_branch(one) is not None for one in promotion.branch_ids):
        return ""
    return _("This branch doesn’t exist. Choose one from the list.")
