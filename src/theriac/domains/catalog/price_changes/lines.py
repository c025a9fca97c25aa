"""What a rule makes of each pack: its new price, or why it is left out; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil
from uuid import UUID

from theriac.core.facts.types import LARGEST
from theriac.core.money import round_half_up
from theriac.domains.catalog.price_changes.rule import WHOLE_BP, PriceRule


class LeftOut(StrEnum):
    """Why a pack keeps its price."""

    SAME = "same"
    NO_COST = "no_cost"
    ABOVE_CEILING = "above_ceiling"
    NOTHING_LEFT = "nothing_left"
    TOO_HIGH = "too_high"


class PriceNote(StrEnum):
    """What a person looks at before a price holds."""

    BELOW_COST = "below_cost"
    FAR = "far"
    CUT = "cut"
    ABOVE_MRP = "above_mrp"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNow:
    """A pack at the instant from which the change holds.

    ``before``: its price in minor units, 0 where it ``is_unpriced``. ``unit_cost``: minor units of
    one base unit the last time that it came. ``ceiling``: amount and base units. ``printed``: the
    lowest MRP of one base unit in stock. ``planned``: another price of the same place begins later.
    """

    pack_id: UUID
    product_id: UUID
    product: str
    pack: str
    factor: int
    base_unit: str
    before: int
    unit_cost: Fraction | None = None
    ceiling: tuple[int, int] | None = None
    printed: Fraction | None = None
    planned: bool = False
    is_unpriced: bool = False

    @property
    def exact_cost(self) -> Fraction | None:
        """What one pack cost the last time, exactly."""
        return None if self.unit_cost is None else self.unit_cost * self.factor

    @property
    def cost(self) -> int | None:
        """The same in whole minor units, rounded up: a price of so much isn't below it."""
        exact = self.exact_cost
        return None if exact is None else ceil(exact)

    @property
    def most(self) -> int | None:
        """The most that law lets one pack cost, rounded down."""
        if self.ceiling is None:
            return None
        amount, units = self.ceiling
        return amount * self.factor // units

    def is_below_cost(self, price: int) -> bool:
        """Whether a price is below the last cost."""
        exact = self.exact_cost
        return exact is not None and price < exact

    def is_above_ceiling(self, price: int) -> bool:
        """Whether a price is above what law lets the pack cost."""
        return self.most is not None and price > self.most

    def is_above_mrp(self, price: int) -> bool:
        """Whether a batch in stock has a lower price printed on it, which its sale may not pass."""
        return self.printed is not None and price > self.printed * self.factor

    def is_far(self, price: int, percent: int) -> bool:
        """Whether a price is more than so many percent off the one before, up or down.

        Nothing is far off for a pack that has no price yet.
        """
        return not self.is_unpriced and abs(price - self.before) * 100 > self.before * percent


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """A pack with its new price; ``left_out`` says why it keeps the old one."""

    now: PackNow
    price: int
    left_out: LeftOut | None = None
    notes: frozenset[PriceNote] = frozenset()

    @property
    def difference(self) -> int:
        """Minor units more than before."""
        return self.price - self.now.before

    @property
    def change_bp(self) -> int | None:
        """The difference in hundredths of a percent of the old price, halves up; None for 0."""
        before = self.now.before
        return round_half_up(Fraction(self.difference * WHOLE_BP, before)) if before else None

    @property
    def margin_bp(self) -> int | None:
        """The new price over the last cost in hundredths of a percent; None without a cost."""
        cost = self.now.exact_cost
        return round_half_up((self.price / cost - 1) * WHOLE_BP) if cost else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePreview:
    """Every priced pack with what the rule makes of it. ``unpriced`` packs have none to change.

    ``elsewhere``: those whose own price at some branch a change for every branch doesn't reach.
    """

    lines: Sequence[PriceLine]
    unpriced: int = 0
    elsewhere: int = 0

    @property
    def changing(self) -> list[PriceLine]:
        """The lines whose price changes."""
        return [line for line in self.lines if line.left_out is None]

    def kept(self) -> Counter[LeftOut]:
        """How many keep their price, by why."""
        return Counter(line.left_out for line in self.lines if line.left_out is not None)

    def noted(self) -> Counter[PriceNote]:
        """How many of those that change are to be looked at, by why."""
        return Counter(note for line in self.changing for note in line.notes)


def line_of(now: PackNow, rule: PriceRule, far_percent: int) -> PriceLine:
    """What the rule makes of a pack."""
    price = rule.price(now.before, now.exact_cost)
    if price is None:
        return PriceLine(now=now, price=now.before, left_out=LeftOut.NO_COST)
    was_cut = rule.cuts and now.is_above_ceiling(price)
    if was_cut:
        price = _cut(now, rule)
    if why := _left_out(now, price):
        return PriceLine(now=now, price=now.before, left_out=why)
    notes = {
        PriceNote.BELOW_COST: now.is_below_cost(price),
        PriceNote.FAR: now.is_far(price, far_percent),
        PriceNote.CUT: was_cut,
        PriceNote.ABOVE_MRP: now.is_above_mrp(price),
        PriceNote.PLANNED: now.planned,
    }
    found = frozenset(note for note, holds in notes.items() if holds)
    return PriceLine(now=now, price=price, notes=found)


def _cut(now: PackNow, rule: PriceRule) -> int:
    """The ceiling, on the step below it where there is one."""
    most = now.most or 0
    return most // rule.step * rule.step or most


def _left_out(now: PackNow, price: int) -> LeftOut | None:
    if price < 1:
        return LeftOut.NOTHING_LEFT
    if now.is_above_ceiling(price):
        return LeftOut.ABOVE_CEILING
    if price > LARGEST:
        return LeftOut.TOO_HIGH
    return LeftOut.SAME if price == now.before else None
