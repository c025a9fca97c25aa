"""What a choice of goods is made from: what is wanted, who offers it, and the limits.

Quantities are base units, money is minor units of the pharmacy's currency, days are calendar days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from theriac.domains.forecasting.rules.needs import expiry_cap
from theriac.domains.proposals.rules.lost_sales import (
    VALUE_PARTS,
    HorizonDemand,
    StockBounds,
    Tranche,
    tranches_of,
)

KEEPING = Fraction(1, 50)
"""What keeping a unit costs that isn't sold until the next delivery: 2 % of its cost."""
MINIMUM_SHARE = Fraction(1, 10)
"""A unit that doesn't sell and that a person's minimum asks for is worth a tenth of one that does:
so it comes after what sells, and comes where money is left."""
LEAST_MARGIN = Fraction(1, 20)
"""What counts as earned on a unit at least, of its cost: what sells at a loss is wanted too."""


@dataclass(frozen=True, slots=True)
class SupplyOption:
    """One way to buy a product: packs of ``pack`` base units at ``pack_cost`` each, all paid.

    ``pack_cost`` holds discount and tax, rounded up to the minor unit. With each ``bonus_for``
    packs that are paid ``bonus_packs`` more come free. ``least`` packs are bought or none, at most
    ``most`` (None: as many as wanted). What comes may be sold on ``usable_days`` days from today.
    ``pack_net`` is what a pack counts towards a supplier's minimum: without tax, rounded down.
    """

    id: UUID
    supplier_id: UUID
    pack: int
    pack_cost: int
    bonus_for: int = 0
    bonus_packs: int = 0
    least: int = 1
    most: int | None = None
    usable_days: int | None = None
    pack_net: int | None = None

    def net(self, packs: int) -> int:
        """What so many packs count towards a supplier's minimum."""
        return packs * (self.pack_cost if self.pack_net is None else self.pack_net)

    def free(self, packs: int) -> int:
        """The packs that come free with so many paid ones."""
        return packs // self.bonus_for * self.bonus_packs if self.bonus_for else 0

    def units(self, packs: int) -> int:
        """The base units that so many paid packs bring, free ones included."""
        return self.pack * (packs + self.free(packs))

    @property
    def best_cost(self) -> Fraction:
        """What a base unit costs where each bonus is taken whole."""
        if not self.bonus_for:
            return Fraction(self.pack_cost, self.pack)
        units = self.pack * (self.bonus_for + self.bonus_packs)
        return Fraction(self.pack_cost * self.bonus_for, units)


@dataclass(frozen=True)
class WantedProduct:
    """A product that a branch deals with, and how it may be bought.

    ``mean`` and ``variance`` are of the demand of a day; ``horizon_days`` is until what an order
    made next time brings is there; ``position`` is what is there and comes; ``level`` is up to
    where an order fills, ``minimum`` what a person set as the least, of which ``minimum_share``
    counts whatever sells; of what ``is_new`` no demand is known yet; stock may last ``most_days``.
    ``margin`` is what is earned on a base unit, ``weight`` how much its loss counts. ``blocked`` is
    whether only suppliers offer it that are blocked. ``asked_times`` is how often it was
    asked for and not in stock lately.
    """

    id: UUID
    mean: Fraction
    variance: Fraction
    horizon_days: int
    position: int
    level: int
    margin: Fraction
    weight: int = 1
    most_days: int = 90
    minimum: int = 0
    minimum_share: Fraction = MINIMUM_SHARE
    is_new: bool = False
    options: tuple[SupplyOption, ...] = ()
    blocked: bool = False
    asked_times: int = 0

    @property
    def lacking(self) -> int:
        """The base units up to the level."""
        return max(0, self.level - self.position)

    @cached_property
    def reference(self) -> Fraction:
        """The least that a base unit costs in any of its options; 0 without one."""
        return min((one.best_cost for one in self.options), default=Fraction(0))

    @property
    def earned(self) -> Fraction:
        """What counts as earned on a base unit that is sold."""
        return max(self.margin, LEAST_MARGIN * self.reference)

    @cached_property
    def demand(self) -> HorizonDemand:
        """What is asked for until the next delivery."""
        return HorizonDemand.of(self.mean, self.variance, self.horizon_days)

    @cached_property
    def tranches(self) -> tuple[Tranche, ...]:
        """The units up to the level, the most valuable first."""
        bounds = StockBounds(
            self.position, self.minimum, self.level, self.minimum_share, self.is_new
        )
        return tranches_of(self.demand, bounds)

    @cached_property
    def values(self) -> tuple[tuple[int, int], ...]:
        """Units of each tranche with what one is worth, in thousandths of a minor unit."""
        earned, kept = self.weight * self.earned, KEEPING * self.reference
        return tuple((one.units, one.value(earned, kept)) for one in self.tranches)

    @cached_property
    def beyond(self) -> int:
        """What a unit beyond the level is worth: nothing, less what keeping it costs."""
        return Tranche(1, Fraction(0)).value(Fraction(0), KEEPING * self.reference)

    @cached_property
    def above(self) -> dict[UUID, tuple[int, int]]:
        """By option: what a paid pack costs above the least, and what a bonus gives back of it.

        In thousandths of a minor unit; the least is what its units cost where they cost least.
        """
        found = {}
        for one in self.options:
            pack = self.reference * one.pack * VALUE_PARTS
            above = one.pack_cost * VALUE_PARTS - pack
            found[one.id] = -int(-above // 1), int(pack * one.bonus_packs // 1)
        return found

    def worth(self, units: int) -> int:
        """What so many base units more are worth, in thousandths of a minor unit."""
        total, left = 0, units
        for size, value in self.values:
            total += min(left, size) * value
            left -= min(left, size)
        return total + left * self.beyond

    def met(self, units: int) -> Fraction:
        """How many of so many base units more are sold until the next delivery, on average."""
        total, left = Fraction(0), units
        for one in self.tranches:
            total += min(left, one.units) * one.share
            left -= min(left, one.units)
        return total

    @cached_property
    def room(self) -> int:
        """The base units that may still be bought so that stock lasts ``most_days`` at most."""
        most = -int(-self.mean * self.most_days // 1)
        return max(0, most - self.position, self.minimum - self.position)

    def lasting(self, usable_days: int) -> int:
        """The base units of a delivery that sell in ``usable_days``, after what is there did."""
        cap = expiry_cap(self.mean, usable_days, max(0, self.position))
        return max(cap, self.minimum - self.position)

    def room_days(self, units: int) -> int | None:
        """How long stock must be allowed to last for so many base units more; None: for ever."""
        return int((units + self.position - 1) / self.mean // 1) + 1 if self.mean else None

    def lasting_days(self, units: int) -> int | None:
        """On how many days so many base units more sell, after what is there; None: never."""
        return -int(-(units + max(0, self.position)) / self.mean // 1) if self.mean else None

    def cover_days(self, units: int) -> int | None:
        """How many whole days the position and so many base units more last; None: for ever."""
        return int(max(0, self.position + units) / self.mean // 1) if self.mean else None


@dataclass(frozen=True, slots=True)
class OrderingTerms:
    """What a supplier asks of an order: its least value, and the freight below ``free_from``.

    Both are compared with what the goods cost without tax.
    """

    id: UUID
    minimum: int = 0
    freight: int = 0
    free_from: int | None = None

    @property
    def couples(self) -> bool:
        """Whether ordering there at all costs or asks for something."""
        return self.minimum > 0 or self.freight > 0

    def freight_of(self, goods: int) -> int:
        """The freight of an order of so much, none of one of nothing."""
        free = self.free_from is not None and goods >= self.free_from
        return 0 if not goods or free else self.freight


@dataclass(frozen=True, slots=True)
class FixedLine:
    """What a person settled of a product: so many paid packs of an option; none is a strike."""

    option_id: UUID | None
    packs: int


@dataclass(frozen=True)
class BuyingInputs:
    """All that a plan follows from.

    ``most_suppliers`` is from how many may be bought, None from any number.
    """

    limit: int
    products: tuple[WantedProduct, ...]
    suppliers: tuple[OrderingTerms, ...] = ()
    most_suppliers: int | None = None
    fixed: Mapping[UUID, FixedLine] = field(default_factory=dict)

    @cached_property
    def by_product(self) -> dict[UUID, WantedProduct]:
        """The products by id."""
        return {one.id: one for one in self.products}

    @cached_property
    def by_option(self) -> dict[UUID, tuple[WantedProduct, SupplyOption]]:
        """Each option with its product, by the option's id."""
        return {option.id: (one, option) for one in self.products for option in one.options}

    @cached_property
    def terms(self) -> dict[UUID, OrderingTerms]:
        """What each supplier asks, of every supplier that is named."""
        named = {option.supplier_id for _, option in self.by_option.values()}
        return {one: OrderingTerms(one) for one in named} | {one.id: one for one in self.suppliers}

    @property
    def counts_suppliers(self) -> bool:
        """Whether fewer suppliers may be bought from than offer something."""
        return self.most_suppliers is not None and self.most_suppliers < len(self.terms)

    def most_packs(self, product: WantedProduct, option: SupplyOption) -> int:
        """How many paid packs the product's own limits allow of an option; 0 below its least."""
        settled = self.fixed.get(product.id)
        if settled is not None:
            return settled.packs if settled.option_id == option.id else 0
        units = product.room
        if option.usable_days is not None:
            units = min(units, product.lasting(option.usable_days))
        packs = fitting_packs(option, units)
        if option.most is not None:
            packs = min(packs, option.most)
        return packs if packs >= option.least else 0


def fitting_packs(option: SupplyOption, units: int) -> int:
    """The most paid packs that bring no more than so many base units, free ones included."""
    if units <= 0:
        return 0
    if not option.bonus_for:
        return units // option.pack
    whole, left = divmod(units // option.pack, option.bonus_for + option.bonus_packs)
    return whole * option.bonus_for + min(left, option.bonus_for - 1)
