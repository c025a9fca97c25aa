"""A choice of packs, counted exactly: what it costs, what it is worth, and what it would break."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from theriac.domains.proposals.rules.inputs import BuyingInputs, SupplyOption, WantedProduct
from theriac.domains.proposals.rules.lost_sales import VALUE_PARTS

Choice = Mapping[UUID, int]
"""Paid packs by option; what isn't named isn't bought."""


class Broken(StrEnum):
    """What a choice would break."""

    LIMIT = "limit"
    PACKS = "packs"
    ONE_OFFER = "one_offer"
    ROOM = "room"
    EXPIRY = "expiry"
    MINIMUM_ORDER = "minimum_order"
    SUPPLIERS = "suppliers"
    FIXED = "fixed"


@dataclass(frozen=True)
class Counted:
    """A choice with what follows from it, in exact whole numbers.

    ``goods`` and ``freight`` are minor units; ``score`` is thousandths of a minor unit.
    """

    inputs: BuyingInputs
    choice: Choice

    @cached_property
    def lines(self) -> tuple[tuple[WantedProduct, SupplyOption, int], ...]:
        """What is bought, by product and option."""
        bought = sorted((one, packs) for one, packs in self.choice.items() if packs)
        found = ((*self.inputs.by_option[one], packs) for one, packs in bought)
        return tuple(sorted(found, key=lambda line: (line[0].id, line[1].id)))

    @cached_property
    def units(self) -> Mapping[UUID, int]:
        """Base units by product, free ones included."""
        found: defaultdict[UUID, int] = defaultdict(int)
        for product, option, packs in self.lines:
            found[product.id] += option.units(packs)
        return found

    @cached_property
    def by_supplier(self) -> Mapping[UUID, int]:
        """What the goods of each supplier cost, of those from whom something is bought."""
        found: defaultdict[UUID, int] = defaultdict(int)
        for _, option, packs in self.lines:
            found[option.supplier_id] += packs * option.pack_cost
        return found

    @cached_property
    def nets(self) -> Mapping[UUID, int]:
        """What the goods of each supplier count towards its minimum."""
        found: defaultdict[UUID, int] = defaultdict(int)
        for _, option, packs in self.lines:
            found[option.supplier_id] += option.net(packs)
        return found

    @property
    def goods(self) -> int:
        """What the goods cost."""
        return sum(self.by_supplier.values())

    @property
    def freight(self) -> int:
        """What their carriage costs."""
        terms = self.inputs.terms
        return sum(terms[one].freight_of(goods) for one, goods in self.nets.items())

    @property
    def cost(self) -> int:
        """All that is paid."""
        return self.goods + self.freight

    @cached_property
    def score(self) -> int:
        """What the plan is for: lost margin that it avoids by weight, less what it pays above."""
        bought = {product.id: product for product, _, _ in self.lines}
        worth = sum(one.worth(self.units[one.id]) for one in bought.values())
        above = sum(paid_above(product, option, packs) for product, option, packs in self.lines)
        return worth - above - self.freight * VALUE_PARTS

    @cached_property
    def saved(self) -> int:
        """The margin that isn't lost until the next delivery, in minor units, not weighted."""
        bought = {product.id: product for product, _, _ in self.lines}
        return sum(int(one.met(self.units[one.id]) * one.earned) for one in bought.values())

    def broken(self) -> tuple[Broken, ...]:
        """Each rule that this choice breaks; none where it may be bought."""
        return tuple(dict.fromkeys(self._broken()))

    def _broken(self) -> Iterator[Broken]:
        inputs = self.inputs
        if self.cost > inputs.limit:
            yield Broken.LIMIT
        if inputs.most_suppliers is not None and len(self.by_supplier) > inputs.most_suppliers:
            yield Broken.SUPPLIERS
        if any(goods < inputs.terms[one].minimum for one, goods in self.nets.items()):
            yield Broken.MINIMUM_ORDER
        for product_id, settled in inputs.fixed.items():
            options = inputs.by_product[product_id].options
            bought = {one.id: n for one in options if (n := self.choice.get(one.id, 0))}
            if bought != ({settled.option_id: settled.packs} if settled.packs else {}):
                yield Broken.FIXED
        for product in {one.id: one for one, _, _ in self.lines}.values():
            yield from self._broken_of(product)

    def _broken_of(self, product: WantedProduct) -> Iterator[Broken]:
        if product.id in self.inputs.fixed:
            return
        bought = [(one, n) for one in product.options if (n := self.choice.get(one.id, 0))]
        if len(bought) > 1:
            yield Broken.ONE_OFFER
        if self.units[product.id] > product.room:
            yield Broken.ROOM
        for option, packs in bought:
            if packs < option.least or (option.most is not None and packs > option.most):
                yield Broken.PACKS
            days, units = option.usable_days, option.units(packs)
            if days is not None and units > product.lasting(days):
                yield Broken.EXPIRY


def paid_above(product: WantedProduct, option: SupplyOption, packs: int) -> int:
    """What is paid above the least that these units cost anywhere, in thousandths."""
    pack, bonus = product.above[option.id]
    groups = packs // option.bonus_for if option.bonus_for else 0
    return pack * packs - bonus * groups
