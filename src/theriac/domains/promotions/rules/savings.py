"""What a promotion gives on the goods of a sale, before it is compared with others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.money import divide_half_up, share_out

WHOLE = 10_000
PRESCRIPTION, REGISTER = "prescription", "register"


@dataclass(frozen=True, slots=True)
class PromotedGoods:
    """A product of a promotion: the base units of the pack that is counted, how many a set has."""

    product_id: UUID
    units: int = 1
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionTerms:
    """What a promotion gives, and on what; amounts in minor units."""

    id: UUID
    name: str
    kind: str
    value: int = 0
    buy: int = 0
    free: int = 0
    from_total: int = 0
    goods: Sequence[PromotedGoods] = ()
    category_ids: Collection[UUID] = ()
    with_prescription: bool = False
    coupon: str = ""
    """The code by which it was asked for; "" where it asks for none."""


@dataclass(frozen=True, slots=True)
class PromotionHours:
    """The days and minutes of a promotion, by the branch's clock; weekdays as bits from Monday."""

    first_on: date
    last_on: date
    weekdays: int = 127
    from_minute: int = 0
    until_minute: int = 1440

    def has(self, day: date, minute: int) -> bool:
        """Whether it runs in that minute of the day."""
        return self.first_on <= day <= self.last_on and self.recurs(day, minute)

    def recurs(self, day: date, minute: int) -> bool:
        """Whether its weekdays and minutes have this one, whatever its days."""
        return (
            bool(self.weekdays >> day.weekday() & 1)
            and self.from_minute <= minute < self.until_minute
        )

    def meets(self, other: PromotionHours) -> bool:
        """Whether both run on a day of the same weekday, in a minute that both have."""
        return (
            self.first_on <= other.last_on
            and other.first_on <= self.last_on
            and bool(self.weekdays & other.weekdays)
            and self.from_minute < other.until_minute
            and other.from_minute < self.until_minute
        )


@dataclass(slots=True)
class PromotedLot:
    """All of one product in a sale: base units, and what they cost before any discount.

    ``law`` is prescription, register, or "" where anybody may buy it.
    """

    product_id: UUID
    category_id: UUID | None
    law: str
    quantity: int
    gross: int

    def worth(self, units: int) -> int:
        """What so many of its base units cost, rounded down."""
        return self.gross * units // self.quantity


Savings = dict[int, int]
"""What is saved on lots, by their place; those that a set or a gift uses stand with 0 too."""


def savings_of(terms: PromotionTerms, lots: Sequence[PromotedLot]) -> Savings:
    """What the promotion alone would give on each lot; {} for nothing."""
    covered = _covered(terms, lots)
    if sum(lots[place].gross for place in covered) < max(1, terms.from_total):
        return {}
    if terms.kind == "bundle":
        found = _of_bundle(terms, covered, lots)
    elif terms.kind == "free":
        found = _of_gifts(terms, covered, lots)
    else:
        amounts = {key: _of_lot(terms, goods, lots[key]) for key, goods in covered.items()}
        found = {key: amount for key, amount in amounts.items() if amount > 0}
    return found if any(found.values()) else {}


def is_wide(kind: str) -> bool:
    """Whether it gives on several products together, and stands or falls as a whole."""
    return kind in {"bundle", "free"}


def _covered(terms: PromotionTerms, lots: Sequence[PromotedLot]) -> dict[int, PromotedGoods]:
    """The lots that it counts for, by place, with the pack that is counted."""
    named: Mapping[UUID, PromotedGoods] = {one.product_id: one for one in terms.goods}
    found = {}
    for place, lot in enumerate(lots):
        if lot.law == REGISTER or (lot.law == PRESCRIPTION and not terms.with_prescription):
            continue
        goods = named.get(lot.product_id)
        is_all = not terms.goods and not terms.category_ids
        if goods is None and (is_all or lot.category_id in terms.category_ids):
            goods = PromotedGoods(lot.product_id)
        if goods is not None and lot.gross > 0:
            found[place] = goods
    return found


def _of_lot(terms: PromotionTerms, goods: PromotedGoods, lot: PromotedLot) -> int:
    if terms.kind == "percent":
        return divide_half_up(lot.gross * terms.value, WHOLE)
    packs = lot.quantity // goods.units
    worth = lot.worth(packs * goods.units)
    if terms.kind == "amount":
        return min(packs * terms.value, worth)
    return worth - packs * terms.value


def _of_gifts(
    terms: PromotionTerms, covered: Mapping[int, PromotedGoods], lots: Sequence[PromotedLot]
) -> Savings:
    """Of each ``buy + free`` packs so many cost nothing: the cheapest of all of them."""
    packs = {key: lots[key].quantity // goods.units for key, goods in covered.items()}
    left = sum(packs.values()) // (terms.buy + terms.free) * terms.free
    if not left:
        return {}
    found: Savings = {}
    for key in sorted(covered, key=lambda one: (lots[one].worth(covered[one].units), one)):
        given = min(left, packs[key])
        left -= given
        if packs[key]:
            found[key] = lots[key].worth(given * covered[key].units)
    return found


def _of_bundle(
    terms: PromotionTerms, covered: Mapping[int, PromotedGoods], lots: Sequence[PromotedLot]
) -> Savings:
    """As many whole sets as there are goods for; what is saved is shared by what they cost."""
    if len(covered) < len(terms.goods) or not covered:
        return {}
    sets = min(lots[key].quantity // (one.units * one.count) for key, one in covered.items())
    worths = [lots[key].worth(sets * one.units * one.count) for key, one in covered.items()]
    saved = sum(worths) - sets * terms.value
    if sets == 0 or saved <= 0:
        return {}
    return dict(zip(covered, share_out(saved, worths), strict=True))
