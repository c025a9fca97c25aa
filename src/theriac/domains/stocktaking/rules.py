"""What a count decides: which look counts, which line is counted again, what is due: pure.

The difference of a line is what was counted less what the ledger had at the look. A movement lies
before the look when it happened by then: it happened at ``occurred_at``, but no later than it was
recorded, whatever a device's clock said.

ABC classes follow the consumption value: products in falling order of value used in the window;
the first 80 % of it are A, up to 95 % B, the rest C (MSH, MDS-3: Managing Access to Medicines and
Health Technologies, ch. 40, where A is 75-80 % and B 15-20 % of the value).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

TRUSTED_SKEW = timedelta(seconds=20)
"""A device's clock that is off by no more is taken at its word; the network takes as long."""
CLASS_A, CLASS_B = 80, 95
"""Percent of the value used, cumulated, up to which a product is A and B."""
EVERY_DAYS = {"A": 30, "B": 90, "C": 180}
"""How many days after a count a product of a class is due again."""
RISK_DAYS = 7
"""How many days after a count with a difference over the limit."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one person found at one instant."""

    id: UUID
    counted: int
    looked_at: datetime
    recorded_at: datetime
    person_id: UUID


@dataclass(frozen=True, slots=True)
class Limits:
    """From where a difference is counted again: above percent or minor units; None: never."""

    percent: int | None
    value: int | None
    alone: bool = False
    """Whether the same person may count again, where a single person runs the branch."""


def look_instant(told_at: datetime, sent_at: datetime | None, received_at: datetime) -> datetime:
    """The look by the server's clock: a device whose clock is off is put right by its sending."""
    if sent_at is not None and abs(sent_at - received_at) > TRUSTED_SKEW:
        told_at = received_at - (sent_at - told_at)
    return min(told_at, received_at)


def accepted(looks: Sequence[Look]) -> Look | None:
    """The look that counts: the latest."""
    return max(looks, key=lambda one: (one.looked_at, one.recorded_at, str(one.id)), default=None)


def is_over(*, counted: int, expected: int, value: int | None, limits: Limits) -> bool:
    """Whether the difference is large enough to be counted again."""
    difference = abs(counted - expected)
    if not difference:
        return False
    if limits.percent is not None and difference * 100 > limits.percent * max(expected, 0):
        return True
    return limits.value is not None and value is not None and abs(value) > limits.value


def wants_again(
    looks: Sequence[Look], *, over: bool, asked_at: datetime | None, limits: Limits
) -> bool:
    """Whether somebody must look again: asked for and not done, or over the limit by one person."""
    if not looks:
        return False
    if asked_at is not None and max(one.looked_at for one in looks) <= asked_at:
        return True
    people = len(looks) if limits.alone else len({one.person_id for one in looks})
    return over and people < 2


def classes_of(values: Mapping[UUID, int]) -> dict[UUID, str]:
    """The ABC class of each product by what was used of it, in minor units; unused ones are C."""
    total = sum(values.values())
    found: dict[UUID, str] = {}
    before = 0
    for product_id in sorted(values, key=lambda key: (-values[key], str(key))):
        share = before * 100
        used = values[product_id] > 0
        if used and share < CLASS_A * total:
            found[product_id] = "A"
        else:
            found[product_id] = "B" if used and share < CLASS_B * total else "C"
        before += values[product_id]
    return found


@dataclass(frozen=True, slots=True)
class CountCandidate:
    """A product with stock: how it is classed and when it was last looked at."""

    product_id: UUID
    abc: str
    controlled: bool
    counted_on: date | None
    differed: bool = False
    value: int = 0


def due_reason(one: CountCandidate, today: date) -> str | None:
    """Why the product is to be counted today; None where it isn't."""
    if one.controlled:
        return "controlled"
    if one.counted_on is None:
        return "never"
    age = (today - one.counted_on).days
    if one.differed and age >= RISK_DAYS:
        return "risk"
    return f"class_{one.abc.lower()}" if age >= EVERY_DAYS[one.abc] else None


_TURN = ("controlled", "risk", "class_a", "never", "class_b", "class_c")


def due_list(
    products: Iterable[CountCandidate], *, today: date, most: int
) -> list[tuple[CountCandidate, str]]:
    """What is to be counted today: all controlled products, then up to ``most`` others.

    Those that differed go first, then A, what was never counted, B and C; within each, what was
    longest not looked at, then what is worth most.
    """
    found = [(one, why) for one in products if (why := due_reason(one, today)) is not None]
    found.sort(
        key=lambda pair: (
            _TURN.index(pair[1]),
            pair[0].counted_on or date.min,
            -pair[0].value,
            str(pair[0].product_id),
        )
    )
    daily = [pair for pair in found if pair[1] == "controlled"]
    return daily + [pair for pair in found if pair[1] != "controlled"][:most]
