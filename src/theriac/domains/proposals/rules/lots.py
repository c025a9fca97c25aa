"""A supplier's offer, or the last price paid, as something that can be chosen and ordered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from uuid import UUID

from theriac.domains.proposals.rules.inputs import SupplyOption

WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """An option with what an order of it says. ``offer_line_id`` is None for a last price.

    ``price`` is minor units a paid pack without tax, before ``discount``, a part of one; ``tax_bp``
    hundredths of a percent come on top.
    """

    option: SupplyOption
    pack_id: UUID
    price: int
    discount: Fraction = Fraction(0)
    tax_bp: int = 0
    offer_line_id: UUID | None = None
    supplier_code: str = ""
    valid_until: date | None = None

    def off(self, packs: int) -> int:
        """What is taken off so many packs, rounded down."""
        return floor(self.price * packs * self.discount)


@dataclass(frozen=True, slots=True)
class PackPrice:
    """What a pack costs: without tax as an order says it, what counts for a minimum, and in all."""

    price: int
    net: int
    cost: int


def pack_price(price: int, discount: Fraction, tax: Fraction, *, included: bool) -> PackPrice:
    """From a price before discount: an order of any number of packs costs no more than so.

    The price without tax is rounded half up where tax is within it, once.
    """
    without = floor(price / (1 + tax) + Fraction(1, 2)) if included else price
    after = without * (1 - discount)
    return PackPrice(without, floor(after), ceil(ceil(after) * (1 + tax)))


def from_last_cost(unit_cost: Fraction, pack: int, tax: Fraction) -> PackPrice:
    """From what a base unit cost the last time, tax within it."""
    return pack_price(ceil(unit_cost * pack), Fraction(0), tax, included=True)
