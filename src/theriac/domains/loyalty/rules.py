"""Pure decisions of loyalty: what is earned, what points pay, what goes back, what expires."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.clock import months_later

MOST_MONEY = 10**12
"""Minor units of one amount, as of a sale."""
MOST_POINTS = 10**9
"""Points of one entry."""
MOST_MONTHS = 120
DIGITS = 11
"""Of a member's number; the last one checks the others (Luhn, ISO/IEC 7812-1)."""


@dataclass(frozen=True, slots=True)
class ProgramTerms:
    """The programme: ``earn_points`` for each whole ``earn_amount``; a point pays ``point_value``.

    Amounts are minor units. Less than ``least_spend`` points aren't spent at once. What is of
    ``excluded`` legal classes neither earns nor is paid with points. Points expire so many months
    after the day on which they came; 0: never.
    """

    is_on: bool = False
    earn_amount: int = 0
    earn_points: int = 0
    point_value: int = 0
    least_spend: int = 0
    expiry_months: int = 0
    excluded: Collection[str] = ()

    def earned(self, eligible: int, paid_by_points: int) -> int:
        """Points for ``eligible`` minor units of goods, less what points paid of them."""
        if not self.is_on or self.earn_amount < 1:
            return 0
        points = max(0, eligible - paid_by_points) // self.earn_amount * self.earn_points
        return min(points, MOST_POINTS)

    def points_of(self, amount: int) -> int:
        """The points that pay an amount, rounded up; 0 where points are worth nothing."""
        return -(-amount // self.point_value) if self.point_value > 0 else 0

    def expires_on(self, day: date) -> date | None:
        """The last day of points that came on a day; None for never."""
        return months_later(day, self.expiry_months) if self.expiry_months else None


def share_back(whole: int, part: int, of: int, before: int) -> int:
    """What goes back of ``whole`` points once ``part`` of ``of`` came back; ``before`` did earlier.

    Each is the difference of two shares rounded down, so that the parts add up to ``whole`` exactly
    once all came back, in whatever parts it does.
    """
    return whole * min(part, of) // of - before if of > 0 else 0


@dataclass(frozen=True, slots=True)
class PointLot:
    """Points that came together, and their last day; None for never."""

    points: int
    expires_on: date | None


def due_points(lots: Iterable[PointLot], used: int, today: date) -> int:
    """What expires now of lots, of which ``used`` points were spent or expired before.

    What ends first is used first.
    """
    over = sum(lot.points for lot in lots if lot.expires_on is not None and lot.expires_on < today)
    return max(0, over - used)


def next_to_expire(lots: Sequence[PointLot], used: int) -> PointLot | None:
    """The points that expire next, and when; None where nothing does."""
    left = used
    dated = [lot for lot in lots if lot.expires_on is not None and lot.points > 0]
    for lot in sorted(dated, key=lambda one: one.expires_on or date.max):
        taken = min(left, lot.points)
        left -= taken
        if lot.points > taken:
            return PointLot(lot.points - taken, lot.expires_on)
    return None


def check_digit(digits: str) -> str:
    """The digit that makes a number of these digits hold (Luhn)."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def number_of(drawn: int) -> str:
    """A member's number from what was drawn: its digits, the last one checking the others."""
    digits = f"{drawn % 10 ** (DIGITS - 1):0{DIGITS - 1}d}"
    return digits + check_digit(digits)


def plain_number(text: str) -> str:
    """A number as it is kept, from how it was typed or scanned; "" for what can be none."""
    digits = "".join(sign for sign in text if sign not in " -")
    fits = len(digits) == DIGITS and digits.isascii() and digits.isdigit()
    return digits if fits and check_digit(digits[:-1]) == digits[-1] else ""


def spaced(number: str) -> str:
    """A number as it is read: 4, 4, 3."""
    return " ".join(filter(None, (number[:4], number[4:8], number[8:])))
