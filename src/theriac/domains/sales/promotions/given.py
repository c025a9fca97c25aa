"""What each line of a basket gets, and how that is said on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.formatting import format_money, format_rate
from theriac.core.money import Money, share_out
from theriac.countries.base import CountryProfile
from theriac.countries.gates import UnknownLegalClass
from theriac.domains.pricing.rules.prices import line_amount
from theriac.domains.promotions.rules.best import (
    LinePromise,
    LinePromotion,
    LineToPromote,
    best_beside_promises,
)
from theriac.domains.promotions.rules.savings import PRESCRIPTION, REGISTER, PromotionTerms
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.place import SaleContext

LONGEST = 160


def law_of(profile: CountryProfile, legal_class: str) -> str:
    """Register, prescription, or "" where anybody may buy it; an unknown class is a register's."""
    try:
        known = profile.legal_class(legal_class)
    except UnknownLegalClass:
        return REGISTER
    if known.register:
        return REGISTER
    return PRESCRIPTION if known.needs_prescription else ""


def promoted(basket: Sequence[BasketLine], place: SaleContext) -> list[BasketLine]:
    """The basket with what promotions take off each line; whoever sells takes off what is left.

    An item's own discount is shared out over its parts by what the promotion left of them. What
    was promised is final: an item that costs more now gets the difference and nothing else.
    """
    items = _items(basket)
    promises = _promises(basket, items)
    if not place.promotions and not promises:
        return list(basket)
    lines = [
        LineToPromote(
            line.product.id,
            line.product.category_id,
            law_of(place.profile, line.product.legal_class),
            line.quantity,
            line_amount(line.price, line.quantity),
        )
        for line in basket
    ]
    given, kept = best_beside_promises(lines, place.promotions, promises)
    if not kept and not any(given):
        return list(basket)
    rests = [
        line.gross - (one.amount if one else 0) for line, one in zip(lines, given, strict=True)
    ]
    found = list(basket)
    for at, indexes in enumerate(items):
        costs = [rests[index] for index in indexes]
        own = sum(costs) - promises[at].amount if at in kept else basket[indexes[0]].item.discount
        for index, off in zip(indexes, share_out(own, costs), strict=True):
            one = given[index]
            discount = (one.amount if one else 0) + off
            to_price = replace(basket[index].to_price, discount=discount)
            found[index] = replace(basket[index], promotion=one, to_price=to_price)
    return found


def _items(basket: Sequence[BasketLine]) -> list[list[int]]:
    """The places of the lines that each item became."""
    found: list[list[int]] = []
    for index, line in enumerate(basket):
        if line.part == 0:
            found.append([])
        found[-1].append(index)
    return found


def _promises(
    basket: Sequence[BasketLine], items: Sequence[Sequence[int]]
) -> dict[int, LinePromise]:
    """What was promised, by the place of the item."""
    amounts = {at: basket[parts[0]].item.promised for at, parts in enumerate(items)}
    return {
        at: LinePromise(items[at], amount) for at, amount in amounts.items() if amount is not None
    }


@dataclass(frozen=True, slots=True)
class PromotionSaid:
    """What a line of a sale keeps of its promotion."""

    promotion_id: UUID | None = None
    off: int = 0
    told: str = ""


UNPROMOTED = PromotionSaid()
"""Of a line without a promotion."""


def said_of(given: LinePromotion | None, place: SaleContext) -> PromotionSaid:
    """The promotion with its sentence, as the line keeps it."""
    if given is None:
        return UNPROMOTED
    sentence = sentence_of(given.terms, place)
    return PromotionSaid(given.terms.id, given.amount, sentence[:LONGEST])


def sentence_of(terms: PromotionTerms, place: SaleContext) -> str:
    """What the promotion gives, in words: its name first."""
    rule = rule_words(terms, place.point.currency, place.profile.code)
    sentence = f"{terms.name}: {rule}"
    return f"{sentence} ({terms.coupon})" if terms.coupon else sentence


def rule_words(terms: PromotionTerms, currency: str, country: str) -> str:
    """What it gives, without its name."""
    amount = format_money(Money(terms.value, currency), country)
    if terms.kind == "percent":
        return _("%(percent)s off") % {"percent": format_rate(terms.value, country)}
    if terms.kind == "free":
        told = {"buy": terms.buy, "free": terms.free}
        return _("buy %(buy)s, get %(free)s free, the cheapest") % told
    if terms.kind == "bundle":
        return _("set for %(amount)s") % {"amount": amount}
    if terms.kind == "price":
        return _("%(amount)s each") % {"amount": amount}
    return _("%(amount)s off each") % {"amount": amount}
