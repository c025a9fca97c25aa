"""What is refunded of a line, where goods go, and by which way money goes back: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

SHELF, QUARANTINE, DESTRUCTION, NOWHERE = "shelf", "quarantine", "destruction", "nowhere"
STRICTNESS = (SHELF, QUARANTINE, DESTRUCTION)
"""Where goods may go, the mildest first; whoever takes them back may be stricter, never milder."""
SEALED = "sealed"
CASH, CREDIT, EXCHANGE, POINTS = "cash", "credit", "exchange", "points"
GIFT_CARD = "gift_card"
OTHER_DAY, OTHER_MEANS, ABOVE_LIMIT = "other_day", "other_means", "above_limit"


@dataclass(frozen=True, slots=True)
class LineShare:
    """What some units of a line cost, minor units; ``taxes`` add up to ``tax``."""

    amount: int
    tax: int
    taxes: Sequence[Mapping[str, Any]]


def share_of(whole: LineShare, sold: int, before: int, units: int) -> LineShare:
    """What ``units`` of ``sold`` cost, after ``before`` of them came back.

    Each sum is the difference of two shares of the whole, rounded down, so that the parts of a
    line add up to it exactly, in whatever parts it comes back.
    """

    def part(amount: int) -> int:
        return amount * (before + units) // sold - amount * before // sold

    taxes = [{**one, "amount": part(one["amount"])} for one in whole.taxes]
    return LineShare(part(whole.amount), sum(one["amount"] for one in taxes), taxes)


def share_at(whole: LineShare, amount: int) -> LineShare:
    """The tax that is in ``amount``, as in what the whole cost; rounded down on each tax."""
    taxes = [
        {**one, "amount": one["amount"] * amount // whole.amount if whole.amount else 0}
        for one in whole.taxes
    ]
    return LineShare(amount, sum(one["amount"] for one in taxes), taxes)


@dataclass(frozen=True, slots=True)
class GoodsState:
    """What decides where returned goods go.

    ``is_resold``: country and pharmacy let goods of this class be sold again. ``has_serials``: its
    packs were scanned as they were sold, and not all that come back are named.
    """

    is_resold: bool
    is_cold: bool
    is_sellable: bool
    condition: str
    has_serials: bool = False


def mildest(goods: GoodsState) -> str:
    """The mildest place for returned goods.

    Opened or damaged ones are destroyed. Only sealed goods that may be sold go to the shelf; what
    was kept cold left the cold chain.
    """
    if goods.condition != SEALED:
        return DESTRUCTION
    if goods.is_resold and goods.is_sellable and not goods.is_cold and not goods.has_serials:
        return SHELF
    return QUARANTINE


def at_least(wanted: str | None, least: str) -> str:
    """Where goods go of whom somebody wants them ``wanted``: never milder than ``least``."""
    if wanted is None:
        return least
    return max(wanted, least, key=STRICTNESS.index)


def left_by(paid: Mapping[str, int], refunded: Mapping[str, int]) -> dict[str, int]:
    """What may still be refunded by each way that something was paid by."""
    return {method: max(0, amount - refunded.get(method, 0)) for method, amount in paid.items()}


def other_part(due: int, left: Mapping[str, int]) -> int:
    """How much of what is due goes back otherwise than in cash, by the way it was paid."""
    return min(due, sum(amount for method, amount in left.items() if method != CASH))


def by_the_way_it_was_paid(total: int, left: Mapping[str, int]) -> list[tuple[str, int]]:
    """How ``total`` is refunded: what wasn't cash first, the rest in cash."""
    found: list[tuple[str, int]] = []
    rest = total
    for method in sorted(left, key=lambda one: (one == CASH, one)):
        part = min(rest, left[method])
        if part and method != CASH:
            found.append((method, part))
            rest -= part
    if rest:
        found.append((CASH, rest))
    return found


def unusual(
    sold_on: date,
    today: date,
    refunds: Sequence[tuple[str, int]],
    left: Mapping[str, int],
    slack: int,
) -> list[str]:
    """What of a return somebody else approves each time; ``slack`` as in ``is_otherwise``."""
    found = [] if sold_on == today else [OTHER_DAY]
    return [*found, OTHER_MEANS] if is_otherwise(refunds, left, slack) else found


def is_otherwise(refunds: Sequence[tuple[str, int]], left: Mapping[str, int], slack: int) -> bool:
    """Whether more is refunded by a way than was paid by it.

    ``slack`` is what cash rounding may add to the cash.
    """
    sums: dict[str, int] = {}
    for method, amount in refunds:
        sums[method] = sums.get(method, 0) + amount
    return any(
        amount > left.get(method, 0) + (slack if method == CASH else 0)
        for method, amount in sums.items()
    )
