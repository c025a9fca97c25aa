"""Seeded choices that are the same on every machine and Python: whole numbers only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import MutableSequence, Sequence
from datetime import datetime
from itertools import accumulate
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Weights:
    """Things with whole, non-negative weights, prepared for many draws."""

    def __init__(self, weights: Sequence[int]) -> None:
        self._upto = list(accumulate(weights))
        if not self._upto or self._upto[-1] <= 0:
            raise ValueError("nothing has any weight")

    def draw(self, chance: Chance) -> int:
        """The index of one thing, each as likely as its weight says."""
        return bisect_right(self._upto, chance.below(self._upto[-1]))


class Chance:
    """A stream of choices that ``seed`` decides alone.

    It draws 64 bits at a time from the Mersenne Twister, whose output Python keeps from version
    to version; the choices made of them are our own, because those of ``random`` may change.
    """

    def __init__(self, *seed: object) -> None:
        self._bits = Random("/".join(map(str, seed))).getrandbits  # noqa: S311 (no secret)

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, not including, ``bound``."""
        return self._bits(64) * bound >> 64

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def percent(self, share: int) -> bool:
        """True ``share`` times in a hundred."""
        return self.below(100) < share

    def pick(self, things: Sequence[T]) -> T:
        """One of them, each as likely."""
        return things[self.below(len(things))]

    def shuffle(self, things: MutableSequence[T]) -> None:
        """Put them in an order by chance."""
        for last in range(len(things) - 1, 0, -1):
            other = self.below(last + 1)
            things[last], things[other] = things[other], things[last]

    def id_at(self, instant: datetime) -> UUID:
        """A UUIDv7 (RFC 9562) of ``instant``, its random bits from this stream."""
        milliseconds = int(instant.timestamp()) * 1000 + instant.microsecond // 1000
        value = (milliseconds << 80) | self._bits(80)
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
