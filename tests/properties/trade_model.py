"""A counter's trade, as simple as possible, to compare others with. Imports nothing of Theriac.

Money is whole minor units, goods are base units, days are counted. Only cash is rounded, to the
nearest multiple; parts of a whole are differences of shares that are rounded down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CASH, CREDIT, EXCHANGE, POINTS = "cash", "credit", "exchange", "points"
Goods = Sequence[tuple[int, int]]
"""Positions of a sale's lines, from 0, and units of each."""


def payable(worth: int, other: int, multiple: int) -> int:
    """What goods of this worth cost where all but ``other`` is paid in cash."""
    due = worth - other
    if due <= 0 or multiple <= 1:
        return worth
    return other + (2 * due + multiple) // (2 * multiple) * multiple


@dataclass
class Till:
    """A session: what its cash should be line by line, what was counted, whether it is known."""

    opening: int
    received: int = 0
    change: int = 0
    refunds: int = 0
    put_in: int = 0
    taken_out: int = 0
    dropped: int = 0
    counted: int | None = None
    is_known: bool = False

    @property
    def lines(self) -> dict[str, int]:
        """As a report tells them."""
        names = ("opening", "received", "change", "refunds", "put_in", "taken_out", "dropped")
        return {name: getattr(self, name) for name in names}

    @property
    def expected(self) -> int:
        """Float and cash received, less change and refunds, with the moves."""
        held = self.opening + self.received - self.change - self.refunds
        return held + self.put_in - self.taken_out - self.dropped

    def take(self, tendered: int, change: int) -> None:
        """Cash of a sale."""
        self.received += tendered
        self.change += change

    def move(self, kind: str, reason: str, amount: int) -> None:
        """Cash that moved without a sale."""
        line = {"cash_in": "put_in", "cash_out": "taken_out", "safe_drop": "dropped"}[kind]
        line = "refunds" if (kind, reason) == ("cash_out", "refund") else line
        setattr(self, line, getattr(self, line) + amount)


@dataclass
class Line:
    """Units that were sold for so much, and how many came back."""

    units: int
    worth: int
    back: int = 0

    def share(self, units: int) -> int:
        """What further units are worth that come back."""
        before = self.worth * self.back // self.units
        return self.worth * (self.back + units) // self.units - before

    @property
    def came(self) -> int:
        """What is worth what came back so far."""
        return self.worth * self.back // self.units


@dataclass(frozen=True)
class Refund:
    """A credit note's money: the goods are worth ``amount``, and the parts are ``total``."""

    amount: int
    total: int
    parts: Mapping[str, int]
    exchanged: int = 0

    @property
    def cash(self) -> int:
        return self.parts.get(CASH, 0)


@dataclass
class Bought:
    """A sale: how it was paid, less change, and what of it went back by each way."""

    lines: list[Line]
    total: int
    paid: Counter[str]
    day: int
    is_members: bool = False
    refunded: Counter[str] = field(default_factory=Counter)
    returned: int = 0
    earned: int = 0
    spent: int = 0
    taken: int = 0
    given: int = 0

    @property
    def worth(self) -> int:
        return sum(line.worth for line in self.lines)

    @property
    def left(self) -> list[int]:
        """Units of each line that may still come back."""
        return [line.units - line.back for line in self.lines]

    def left_by(self) -> dict[str, int]:
        """Money that may still go back by each way, goods aside."""
        ways = {way: paid for way, paid in self.paid.items() if way != EXCHANGE}
        return {way: max(0, paid - self.refunded[way]) for way, paid in ways.items()}

    def amount(self, goods: Goods) -> int:
        """What goods that come back are worth."""
        return sum(self.lines[at].share(units) for at, units in goods)

    def total_of(self, goods: Goods, other: int | None, multiple: int) -> int:
        """Their worth as it is paid, ``other`` of it not in cash; None: none of it in cash.

        No more than is left of the sale, and what comes back last takes all of it.
        """
        amount, rest = self.amount(goods), self.total - self.returned
        if sum(self.left) == sum(units for _at, units in goods):
            return rest
        return min(amount if other is None else payable(amount, other, multiple), rest)

    def refund(self, goods: Goods, multiple: int, new_worth: int = 0) -> Refund:
        """By the way it was paid, cash last; up to ``new_worth`` pays for other goods."""
        left, amount = self.left_by(), self.amount(goods)
        whole = self.total_of(goods, None, multiple)
        exchanged = min(whole, new_worth)
        due = whole - exchanged
        other = min(due, sum(part for way, part in left.items() if way != CASH))
        total = self.total_of(goods, other + exchanged if other < due else None, multiple)
        parts: dict[str, int] = {}
        rest = total - exchanged
        for way in sorted(set(left) - {CASH}):
            parts[way] = min(rest, left[way])
            rest -= parts[way]
        parts[CASH] = rest
        return Refund(amount, total, {way: part for way, part in parts.items() if part}, exchanged)

    def asks(self, refund: Refund, day: int) -> bool:
        """Whether somebody else must agree: another day, or another way than it was paid."""
        left = self.left_by()
        left[CASH] = left.get(CASH, 0) + max(0, refund.total - refund.amount)
        otherwise = any(part > left.get(way, 0) for way, part in refund.parts.items())
        return day != self.day or otherwise

    def against(self, goods: Goods, told: Refund, day: int, multiple: int) -> str:
        """What speaks against a note as a device wrote it; "" for nothing.

        It may be off by what rounding did to notes that the device didn't know of.
        """
        left = self.left
        if any(units > left[at] for at, units in goods):
            return "too_much"
        other = told.total - told.cash if told.cash else None
        off = abs(told.total - self.total_of(goods, other, multiple))
        if off > len(goods) + multiple or told.total > self.total - self.returned:
            return "sums"
        here = Refund(self.amount(goods), told.total, told.parts, told.exchanged)
        return "approval" if self.asks(here, day) else ""

    def decided(self, goods: Goods, told: Refund, multiple: int) -> tuple[Goods, Refund] | None:
        """What is booked of a note that somebody lets pass: of too much what is left."""
        kept = [(at, min(units, self.left[at])) for at, units in goods]
        kept = [(at, units) for at, units in kept if units]
        whole = self.total_of(kept, told.total - told.cash if told.cash else None, multiple)
        amount, rest = self.amount(kept), self.total - self.returned
        if not kept:
            return None
        if abs(told.total - whole) <= len(kept) + multiple and told.total <= rest:
            return kept, Refund(amount, told.total, told.parts, told.exchanged)
        if whole > told.total:
            return None
        exchanged, left = min(told.exchanged, whole), whole - min(told.exchanged, whole)
        parts: dict[str, int] = {}
        for way, part in told.parts.items():
            parts[way] = min(part, left)
            left -= parts[way]
        return kept, Refund(
            amount, whole, {way: one for way, one in parts.items() if one}, exchanged
        )

    def bring_back(self, goods: Goods, refund: Refund) -> None:
        """Goods came back, and their money went."""
        for at, units in goods:
            self.lines[at].back += units
        self.refunded.update(refund.parts)
        self.returned += refund.total


@dataclass
class Account:
    """A credit account; ``yes`` and ``cases`` are how often it went above its limit, and how."""

    limit: int
    owed: int = 0
    yes: int = 0
    cases: int = 0

    def is_over(self, amount: int) -> bool:
        return self.owed + amount > self.limit


@dataclass
class Lot:
    """Points that came on a day, of a sale or none."""

    points: int
    day: int
    sale: Bought | None = None


@dataclass
class Points:
    """A member's points: so much money a point earned, so much a point pays."""

    per: int
    value: int
    lots: list[Lot] = field(default_factory=list)
    spent: int = 0
    expired: int = 0

    @property
    def now(self) -> int:
        """Earned and given back, less spent, expired and taken back."""
        return sum(lot.points for lot in self.lots) - self.spent - self.expired

    def sell(self, sale: Bought) -> None:
        by_points = sale.paid[POINTS]
        sale.earned = (sale.worth - by_points) // self.per
        sale.spent = -(-by_points // self.value)
        self.spent += sale.spent
        self.lots.append(Lot(sale.earned, sale.day, sale))

    def bring_back(self, sale: Bought, day: int, today: int) -> None:
        """A note of a day is booked today; of points that expired nothing is taken twice."""
        came, by_points = sum(line.came for line in sale.lines), sale.paid[POINTS]
        take = sale.earned * came // sale.worth - sale.taken
        give = sale.spent * sale.refunded[POINTS] // by_points - sale.given if by_points else 0
        short = min(take, -(self.now - take + give), self.expired)
        if sale.day < today:
            self.expired -= max(0, short)
        sale.taken, sale.given = sale.taken + take, sale.given + give
        next(lot for lot in self.lots if lot.sale is sale).points -= take
        self.lots.append(Lot(give, day))

    def expire(self, today: int) -> None:
        """What came on days before today ends; what came first was used first."""
        ended = sum(lot.points for lot in self.lots if lot.day < today)
        self.expired += max(0, min(self.now, ended - self.spent - self.expired))
