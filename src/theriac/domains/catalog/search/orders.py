"""The order of equal matches in a branch: what it sells first, then by the products themselves."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from theriac.domains.catalog.search.bits import BIT, bits_of

BLOCK = 1024
"""Documents of an order that are passed over at once, at 6 kB a set for 50,000 products."""
FEW = 64
LEVELS = 15
"""The highest level of what sells; each is twice the one below."""
OrderKey = tuple[int, int, str, bytes]


@dataclass(frozen=True, slots=True)
class Popularity:
    """How well products sell somewhere, in levels by product; none for what doesn't.

    ``key`` names this state of it: another state has another key.
    """

    key: Hashable = None
    levels: Mapping[bytes, int] = field(default_factory=dict)


NOWHERE = Popularity()
"""Of no branch: nothing sells better than anything else."""


class Order:
    """All documents in their order, and each one's place in it."""

    def __init__(self, key: Callable[[int], tuple[int, OrderKey]], count: int) -> None:
        self._key = key
        self.numbers = array("I", sorted(range(count), key=key))
        self._ranks = array("I")
        self._blocks: list[tuple[array[int], int]] = []

    def take(self, added: Sequence[int]) -> None:
        """Place some documents more; many are quicker to place all anew."""
        for number in added:
            insort(self.numbers, number, key=self._key)
        self._ranks = array("I")
        self._blocks = []

    def ranks(self) -> array[int]:
        """Each document's place."""
        if len(self._ranks) < len(self.numbers):
            ranks = array("I", bytes(4 * len(self.numbers)))
            for place, number in enumerate(self.numbers):
                ranks[number] = place
            self._ranks = ranks
        return self._ranks

    def first(self, bits: int, count: int) -> list[int]:
        """The first ``count`` of a set; blocks that have none of it are passed over whole."""
        found: list[int] = []
        for block, members in self._in_blocks():
            if not (part := bits & members):
                continue
            data = part.to_bytes((len(self.numbers) >> 3) + 1, "little")
            found += [number for number in block if data[number >> 3] & BIT[number & 7]]
            if len(found) >= count:
                break
        return found[:count]

    def _in_blocks(self) -> list[tuple[array[int], int]]:
        """The documents in their order, some at a time, each time with their set."""
        if not self._blocks:
            size = len(self.numbers)
            parts = (self.numbers[at : at + BLOCK] for at in range(0, size, BLOCK))
            self._blocks = [(part, bits_of(part, size)) for part in parts]
        return self._blocks


class NameOrder:
    """All documents in the order of their names; made when it is first asked for."""

    def __init__(self, names: Sequence[str]) -> None:
        self._of_number = names
        self._known: tuple[list[str], array[int]] | None = None

    def take(self, added: Sequence[int]) -> None:
        """Place some documents more; many are quicker to place all anew."""
        if self._known is None or len(added) > FEW:
            self._known = None
            return
        names, numbers = self._known
        for number in added:
            at = bisect_right(names, self._of_number[number])
            names.insert(at, self._of_number[number])
            numbers.insert(at, number)

    def beginning(self, name: str) -> array[int]:
        """The documents whose name begins with exactly these letters."""
        if self._known is None:
            numbers = sorted(range(len(self._of_number)), key=self._of_number.__getitem__)
            self._known = [self._of_number[number] for number in numbers], array("I", numbers)
        names, ordered = self._known
        return ordered[bisect_left(names, name) : bisect_left(names, name + "\uffff")]


def level_of(weight: int) -> int:
    """The level of a weight: how often it can be halved before nothing is left."""
    return min(max(weight, 0).bit_length(), LEVELS)


def levels_of_weights(weights: Iterable[tuple[bytes, int]]) -> dict[bytes, int]:
    """The level of each product that sells."""
    return {product: level_of(weight) for product, weight in weights if weight > 0}
