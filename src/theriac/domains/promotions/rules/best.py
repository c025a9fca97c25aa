"""Which promotions a sale gets: those by which the customer pays least."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.money import share_out
from theriac.domains.promotions.rules.savings import (
    PromotedLot,
    PromotionTerms,
    Savings,
    is_wide,
    savings_of,
)

MOST_WIDE = 8
"""Sets and gifts that are compared in every combination; the rest only without each other."""


@dataclass(frozen=True, slots=True)
class LineToPromote:
    """A line of a sale: base units of a product, and what they cost before any discount."""

    product_id: UUID
    category_id: UUID | None
    law: str
    quantity: int
    gross: int


@dataclass(frozen=True, slots=True)
class LinePromotion:
    """What a line gets, and what it would have got of others, the most first."""

    terms: PromotionTerms
    amount: int
    others: tuple[tuple[PromotionTerms, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LinePromise:
    """What lines of a sale, by their places, were promised to cost together."""

    lines: Sequence[int]
    amount: int


def best_beside_promises(
    lines: Sequence[LineToPromote],
    promotions: Sequence[PromotionTerms],
    promises: Mapping[int, LinePromise],
) -> tuple[list[LinePromotion | None], set[int]]:
    """What each line gets, and the keys of the promises that are kept.

    A promise is kept where its lines would cost more now, with what they'd get. Nothing is given
    on them then, and they count for nothing on other lines.
    """
    kept: set[int] = set()
    while True:
        bound = {line for key in kept for line in promises[key].lines}
        free = [index for index in range(len(lines)) if index not in bound]
        given: list[LinePromotion | None] = [None] * len(lines)
        best = best_promotions([lines[index] for index in free], promotions)
        for index, one in zip(free, best, strict=True):
            given[index] = one
        dearer = {
            key
            for key, promise in promises.items()
            if key not in kept and _cost(lines, given, promise.lines) > promise.amount
        }
        if not dearer:
            return given, kept
        kept |= dearer


def _cost(
    lines: Sequence[LineToPromote], given: Sequence[LinePromotion | None], indexes: Sequence[int]
) -> int:
    costs = ((lines[index].gross, given[index]) for index in indexes)
    return sum(gross - (one.amount if one else 0) for gross, one in costs)


def best_promotions(
    lines: Sequence[LineToPromote], promotions: Sequence[PromotionTerms]
) -> list[LinePromotion | None]:
    """What each line gets, so that the whole is cheapest; at equal savings what is earlier stands.

    Lines of one product count together and have one promotion; sets and gifts use whole products.
    """
    lots, members = _lots(lines)
    known = [(terms, savings_of(terms, lots)) for terms in promotions]
    chosen = _chosen([one for one in known if one[1]], len(lots))
    found: list[LinePromotion | None] = [None] * len(lines)
    for place, given in enumerate(chosen):
        if given is None or given[1] == 0:
            continue
        terms, saved = given
        others = [(one, all_of[place]) for one, all_of in known if all_of.get(place)]
        others = [one for one in others if one[0] is not terms]
        others.sort(key=lambda one: -one[1])
        shares = share_out(saved, [lines[line].gross for line in members[place]])
        for line, share in zip(members[place], shares, strict=True):
            found[line] = LinePromotion(terms, share, tuple(others)) if share else None
    return found


@dataclass(frozen=True, slots=True)
class PromotedBeside:
    """What a line costs with the other promotions alone, and with one more.

    ``is_given``: whether it gets that one then.
    """

    before: int
    after: int
    is_given: bool


def promoted_beside(
    lines: Sequence[LineToPromote], terms: PromotionTerms, others: Sequence[PromotionTerms]
) -> list[PromotedBeside]:
    """What one more promotion changes on each line; at equal savings the others stand."""
    before = best_promotions(lines, others)
    after = best_promotions(lines, [*others, terms])
    return [
        PromotedBeside(
            line.gross - (first.amount if first else 0),
            line.gross - (then.amount if then else 0),
            then is not None and then.terms is terms,
        )
        for line, first, then in zip(lines, before, after, strict=True)
    ]


def _lots(lines: Sequence[LineToPromote]) -> tuple[list[PromotedLot], list[list[int]]]:
    """The products in their order, and the lines of each."""
    places: dict[UUID, int] = {}
    lots: list[PromotedLot] = []
    members: list[list[int]] = []
    for index, line in enumerate(lines):
        place = places.setdefault(line.product_id, len(lots))
        if place == len(lots):
            lots.append(PromotedLot(line.product_id, line.category_id, line.law, 0, 0))
            members.append([])
        lots[place].quantity += line.quantity
        lots[place].gross += line.gross
        members[place].append(index)
    return lots, members


Given = tuple[PromotionTerms, int]


def _chosen(known: Sequence[tuple[PromotionTerms, Savings]], lots: int) -> list[Given | None]:
    """For each lot the promotion that it gets and what that saves there."""
    single: list[Given | None] = [None] * lots
    for terms, savings in known:
        if not is_wide(terms.kind):
            for place, saved in savings.items():
                least = single[place]
                if least is None or saved > least[1]:
                    single[place] = (terms, saved)
    wide = [one for one in known if is_wide(one[0].kind)]
    wide.sort(key=lambda one: -sum(one[1].values()))
    wide = wide[:MOST_WIDE]
    best = max(range(1 << len(wide)), key=lambda mask: (_worth(wide, mask, single), -mask))
    taken = [one for index, one in enumerate(wide) if best >> index & 1]
    for terms, savings in taken:
        for place, saved in savings.items():
            single[place] = (terms, saved)
    return single


def _worth(
    wide: Sequence[tuple[PromotionTerms, Savings]], mask: int, single: Sequence[Given | None]
) -> int:
    """What a combination of sets and gifts saves, with the best of each other lot.

    -1 where two of them want the same product.
    """
    used: dict[int, int] = {}
    for index, (_terms, savings) in enumerate(wide):
        if mask >> index & 1:
            if used.keys() & savings.keys():
                return -1
            used |= savings
    rest = sum(one[1] for place, one in enumerate(single) if one and place not in used)
    return sum(used.values()) + rest
