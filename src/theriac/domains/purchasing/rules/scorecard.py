"""How suppliers did, from what happened: pure, in exact ratios.

A price is what one base unit cost as it came, with its share of bonus packs, discounts, freight and
tax that can't be claimed back. How prices moved over a period compares the first with the last of
each product, weighed by the units that came of it (Laspeyres' index: the first prices' sum is the
base). A product that came once, or free, is compared with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from theriac.core.money import round_half_up
from theriac.domains.forecasting.rules.lead_times import LeadSpread
from theriac.domains.purchase_orders.rules.outcomes import OrderOutcome
from theriac.domains.purchasing.rules.checks import is_short

WHOLE_BP = 10_000
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class CountedShare:
    """So many ``part`` of a ``whole``: what a share rests on."""

    part: int = 0
    whole: int = 0

    @property
    def share_bp(self) -> int | None:
        """Hundredths of a percent; None of nothing."""
        return round_half_up(Fraction(self.part * WHOLE_BP, self.whole)) if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsCame:
    """A line of a posted receipt: ``units`` base units at ``cost`` minor units together."""

    supplier_id: UUID
    product_id: UUID
    receipt_id: UUID
    number: str
    received_on: date
    expires_on: date | None
    units: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDrift:
    """How a supplier's price of a product moved; minor units of one base unit.

    ``before`` is the price before the last; None where it came once. ``short`` are base units that
    were short-dated at their receipt. The receipt is the last one.
    """

    product_id: UUID
    deliveries: int
    units: int
    first: Fraction
    before: Fraction | None
    last: Fraction
    last_on: date
    receipt_id: UUID
    number: str
    short: CountedShare

    @property
    def over_period_bp(self) -> int | None:
        """From the first to the last, hundredths of a percent; None where it came once."""
        return None if self.before is None else moved_bp(self.first, self.last)

    @property
    def since_before_bp(self) -> int | None:
        """From the one before to the last, hundredths of a percent."""
        return None if self.before is None else moved_bp(self.before, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierScore:
    """How a supplier did in a period; each figure with what it is counted from.

    ``fill_lines`` and ``fill_units`` are what came of what was ordered; ``short`` base units of
    what came; ``returned`` base units that went back damaged, wrong, recalled or expired, of what
    came; ``different`` deliveries whose invoice differed, of those with one. ``moved_bp`` is over
    ``compared`` products.
    """

    supplier_id: UUID
    lead: LeadSpread | None
    orders: int
    fill_lines: CountedShare
    fill_units: CountedShare
    deliveries: int
    short: CountedShare
    returned: CountedShare
    different: CountedShare
    moved_bp: int | None
    compared: int


def year_until(last: date) -> date:
    """The first of the 365 days before a day; the first of all where there are fewer."""
    return date.fromordinal(max(1, last.toordinal() - YEAR_DAYS))


def moved_bp(earlier: Fraction, later: Fraction) -> int:
    """By how much a price moved, hundredths of a percent of the earlier."""
    return round_half_up((later - earlier) * WHOLE_BP / earlier)


def prices_of(goods: Iterable[GoodsCame], short_days: int) -> list[ProductDrift]:
    """Of one supplier, by product as they first came; ``goods`` in the order in which they did.

    Lines of one receipt are one price.
    """
    by_product: dict[UUID, dict[UUID, list[GoodsCame]]] = defaultdict(lambda: defaultdict(list))
    for one in goods:
        by_product[one.product_id][one.receipt_id].append(one)
    found = []
    for product_id, receipts in by_product.items():
        lines = [one for of_receipt in receipts.values() for one in of_receipt]
        paid = [price for of in receipts.values() if (price := _price(of))]
        last = lines[-1]
        found.append(
            ProductDrift(
                product_id=product_id,
                deliveries=len(receipts),
                units=sum(one.units for one in lines),
                first=paid[0] if paid else Fraction(0),
                before=paid[-2] if len(paid) > 1 else None,
                last=paid[-1] if paid else Fraction(0),
                last_on=last.received_on,
                receipt_id=last.receipt_id,
                number=last.number,
                short=short_of(lines, short_days),
            )
        )
    return found


def short_of(goods: Iterable[GoodsCame], short_days: int) -> CountedShare:
    """How many base units were short-dated when they came."""
    short = whole = 0
    for one in goods:
        whole += one.units
        if is_short(one.expires_on, one.received_on, short_days) is not None:
            short += one.units
    return CountedShare(short, whole)


def fill_of(orders: Sequence[OrderOutcome]) -> tuple[CountedShare, CountedShare]:
    """What came of what was ordered, by line and by base unit."""
    return (
        CountedShare(sum(one.full_lines for one in orders), sum(one.lines for one in orders)),
        CountedShare(sum(one.received for one in orders), sum(one.ordered for one in orders)),
    )


def index_of(prices: Iterable[ProductDrift]) -> tuple[int | None, int]:
    """How prices moved together, and over how many products."""
    compared = [one for one in prices if one.before is not None]
    base = sum((one.first * one.units for one in compared), Fraction(0))
    now = sum((one.last * one.units for one in compared), Fraction(0))
    return (moved_bp(base, now) if base else None), len(compared)


def _price(lines: Sequence[GoodsCame]) -> Fraction | None:
    """Of one base unit over the receipt's lines; None where they were free."""
    cost = sum(one.cost for one in lines)
    return Fraction(cost, sum(one.units for one in lines)) if cost else None
