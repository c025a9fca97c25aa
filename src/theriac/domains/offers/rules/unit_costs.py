"""What packs of an offer cost in all, and what a unit then truly costs: exact, step by step.

Nothing is rounded: amounts are fractions of minor units, since only the supplier's invoice
rounds. Bonus packs cost nothing and count as goods (10 + 1: what was paid / 11). The freight of
an order is shared by what lines are worth; where nobody says what else is ordered, the order is
taken to be as large as the supplier's minimum, or as this line where that is more. Units that
nobody will buy before they expire are paid for and not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreightTerms:
    """``per_order`` minor units for an order below ``free_from`` (None: for every order)."""

    per_order: int = 0
    free_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One pack of one product as a supplier offers it on a day.

    ``pack`` base units a pack; ``price`` minor units a pack before discount; ``discount`` and
    ``tax`` parts of one, the tax within the price where ``tax_included``. Of ``bonus_for`` packs
    bought ``bonus_packs`` more are free (0: none). An order takes ``minimum_packs`` at least and
    comes to ``minimum_order`` minor units; ``available_packs`` is None where nobody said.
    """

    line_id: UUID
    offer_id: UUID
    supplier_id: UUID
    product_id: UUID
    pack_id: UUID | None
    pack: int
    price: int
    discount: Fraction = ZERO
    tax: Fraction = ZERO
    tax_included: bool = False
    bonus_for: int = 0
    bonus_packs: int = 0
    minimum_packs: int = 0
    available_packs: int | None = None
    expires_on: date | None = None
    valid_until: date | None = None
    freight: FreightTerms = FreightTerms()
    minimum_order: int = 0
    supplier_code: str = ""


class CostStepKind(StrEnum):
    """What a step adds or takes."""

    PRICE = "price"
    DISCOUNT = "discount"
    TAX_TAKEN_OUT = "tax_taken_out"
    TAX = "tax"
    FREIGHT = "freight"


@dataclass(frozen=True, slots=True)
class CostStep:
    """One step of the sum: minor units, below zero where it takes away."""

    kind: CostStepKind
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class PacksCost:
    """What ``packs`` paid and ``bonus_packs`` free packs cost; the steps add up to ``total``.

    ``units`` base units come, ``counted_units`` of them can be sold in time. ``net`` is what the
    supplier's invoice says before tax and freight.
    """

    packs: int
    bonus_packs: int
    units: int
    counted_units: int
    steps: tuple[CostStep, ...]
    net: Fraction
    total: Fraction

    @property
    def per_unit(self) -> Fraction | None:
        """Minor units a base unit that counts; None where none does."""
        return self.total / self.counted_units if self.counted_units else None


def bonus_of(offered: Offered, packs: int) -> int:
    """The free packs that come with so many paid ones."""
    return packs // offered.bonus_for * offered.bonus_packs if offered.bonus_for else 0


def packs_for(offered: Offered, units: int) -> int:
    """The fewest paid packs that bring so many base units with their bonus, the minimum at least.

    At least one pack; what is available isn't looked at.
    """
    wanted = -(-max(units, 1) // offered.pack)
    packs = wanted
    if offered.bonus_for and offered.bonus_packs:
        group = offered.bonus_for + offered.bonus_packs
        rounds, rest = divmod(wanted, group)
        packs = rounds * offered.bonus_for + min(rest, offered.bonus_for)
    return max(packs, offered.minimum_packs, 1)


def cost_of_packs(
    offered: Offered,
    packs: int,
    *,
    order_net: Fraction | None = None,
    tax_is_cost: bool = True,
    most_units: int | None = None,
) -> PacksCost:
    """What so many paid packs cost; ``packs`` is above zero.

    ``order_net`` is what the whole order at this supplier comes to before tax, this line included.
    ``most_units`` is what can be sold before it expires (None: all). Where tax comes back
    (``tax_is_cost`` is False) what is in the price is taken out and none is added.
    """
    gross = Fraction(offered.price * packs)
    steps = [CostStep(CostStepKind.PRICE, gross)]
    if offered.discount:
        steps.append(CostStep(CostStepKind.DISCOUNT, -gross * offered.discount))
    after = gross - gross * offered.discount
    net = after / (1 + offered.tax) if offered.tax_included else after
    if offered.tax and not tax_is_cost and offered.tax_included:
        steps.append(CostStep(CostStepKind.TAX_TAKEN_OUT, net - after))
    if offered.tax and tax_is_cost and not offered.tax_included:
        steps.append(CostStep(CostStepKind.TAX, net * offered.tax))
    freight = freight_share(offered, net, order_net)
    if freight:
        steps.append(CostStep(CostStepKind.FREIGHT, freight))
    bonus = bonus_of(offered, packs)
    units = (packs + bonus) * offered.pack
    return PacksCost(
        packs=packs,
        bonus_packs=bonus,
        units=units,
        counted_units=units if most_units is None else max(0, min(units, most_units)),
        steps=tuple(steps),
        net=net,
        total=sum((step.amount for step in steps), ZERO),
    )


def freight_share(offered: Offered, net: Fraction, order_net: Fraction | None = None) -> Fraction:
    """This line's part of an order's freight, by what it is worth of the order."""
    terms = offered.freight
    whole = max(net, Fraction(offered.minimum_order)) if order_net is None else order_net
    if not terms.per_order or (terms.free_from is not None and whole >= terms.free_from):
        return ZERO
    return terms.per_order * net / whole if whole > 0 else Fraction(terms.per_order)


def cost_for(
    offered: Offered,
    units: int,
    *,
    order_net: Fraction | None = None,
    tax_is_cost: bool = True,
    most_units: int | None = None,
) -> PacksCost:
    """What it costs to have so many base units: as ``cost_of_packs`` of the packs for them."""
    return cost_of_packs(
        offered,
        packs_for(offered, units),
        order_net=order_net,
        tax_is_cost=tax_is_cost,
        most_units=most_units,
    )


def is_enough(offered: Offered, packs: int) -> bool:
    """Whether the supplier has so many packs, as far as it said."""
    available = offered.available_packs
    return available is None or packs + bonus_of(offered, packs) <= available
