"""Money day by day from now on: what comes in by the mean, what goes out when it is due.

What a day of the last weeks brought and cost on the mean is taken for each day to come, exactly,
rounded down to the minor unit on the running sum. Everything due goes out on its day, what is late
today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAmount:
    """Minor units that go out on a day; below zero come in. ``kind`` is bill, order or received."""

    due_on: date
    amount: int
    kind: str
    number: str = ""
    who: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ProjectedDay:
    """A day: takings less expenses by the mean, what is due, and what is left in the evening."""

    day: date
    mean: int
    due: tuple[DueAmount, ...]
    money: int

    @property
    def paid(self) -> int:
        """What goes out of what is due."""
        return sum(one.amount for one in self.due)

    @property
    def cause(self) -> DueAmount | None:
        """The largest amount that is due that day; None where nothing is."""
        return max(self.due, key=lambda one: one.amount, default=None)


@dataclass(frozen=True, slots=True)
class CashProjection:
    """The days to come; the first day on which money falls below zero, and below the floor."""

    money: int
    floor: int
    mean: Fraction
    days: tuple[ProjectedDay, ...]

    @property
    def below_zero(self) -> ProjectedDay | None:
        """The day on which the money runs out."""
        return next((one for one in self.days if one.money < 0), None)

    @property
    def below_floor(self) -> ProjectedDay | None:
        """The day from which less is there than must stay."""
        return next((one for one in self.days if one.money < self.floor), None)

    def cause_of(self, day: ProjectedDay) -> DueAmount | None:
        """What takes it there: the largest that is due until then in the seven days before."""
        week = [one for one in self.days if day.day - 6 * ONE_DAY <= one.day <= day.day]
        causes = [one.cause for one in week if one.cause is not None and one.cause.amount > 0]
        return max(causes, key=lambda one: one.amount, default=None)


def project(
    money: int, floor: int, mean: Fraction, due: Sequence[DueAmount], span: tuple[date, int]
) -> CashProjection:
    """So many days from the first on; ``mean`` is minor units a day, below zero where it costs."""
    first, count = span
    by_day: dict[date, list[DueAmount]] = defaultdict(list)
    for one in due:
        by_day[max(first, one.due_on)].append(one)
    days: list[ProjectedDay] = []
    left, before = money, 0
    for at in range(1, count + 1):
        day = first + (at - 1) * ONE_DAY
        running = int(mean * at // 1)
        of_day = tuple(by_day.get(day, ()))
        left += running - before - sum(one.amount for one in of_day)
        days.append(ProjectedDay(day, running - before, of_day, left))
        before = running
    return CashProjection(money, floor, mean, tuple(days))
