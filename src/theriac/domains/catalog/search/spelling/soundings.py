"""Words by how they sound, as a tree of their letters that grows where it is walked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from theriac.domains.catalog.search.spelling.distance import DistanceRow, Typed

Heard = tuple[str, str]
"""A word's sound and the word."""
PAST = "\uffff"
"""After every letter."""


class Near(NamedTuple):
    """A word with two distances from what was typed: to its whole sound, to its nearest beginning.

    A distance above what was allowed is given as one more than that.
    """

    word: str
    whole: int
    beginning: int


class _Branch:
    """The words ``low`` to ``high`` (excluded), which begin with the same ``depth`` letters."""

    __slots__ = ("_grown", "depth", "high", "low")

    def __init__(self, low: int, high: int, depth: int) -> None:
        self.low = low
        self.high = high
        self.depth = depth
        self._grown: tuple[int, list[tuple[str, _Branch]]] | None = None

    def grown(self, words: list[Heard]) -> tuple[int, list[tuple[str, _Branch]]]:
        """How many of the words end here, and the longer ones by their next letter."""
        if self._grown is None:
            self._grown = self._grow(words)
        return self._grown

    def _grow(self, words: list[Heard]) -> tuple[int, list[tuple[str, _Branch]]]:
        beginning = words[self.low][0][: self.depth] if self.depth else ""
        at = bisect_left(words, (beginning + "\0",), self.low, self.high)
        ending = at - self.low
        longer: list[tuple[str, _Branch]] = []
        while at < self.high:
            letter = words[at][0][self.depth]
            end = bisect_left(words, (beginning + letter + PAST,), at + 1, self.high)
            longer.append((letter, _Branch(at, end, self.depth + 1)))
            at = end
        return ending, longer


class Soundings:
    """Words in the order of their sounds."""

    def __init__(self, words: Iterable[Heard] = ()) -> None:
        self._words = sorted(words)
        self._root = _Branch(0, len(self._words), 0)

    def __len__(self) -> int:
        return len(self._words)

    def more(self, words: Iterable[Heard]) -> Soundings:
        """These with others."""
        return Soundings([*self._words, *words])

    def beginning(self, sound: str) -> list[Heard]:
        """Those that sound so at their beginning, in order."""
        low = bisect_left(self._words, (sound,))
        return self._words[low : bisect_left(self._words, (sound + PAST,))]

    def near(self, sound: str, most: int, *, first: str = "") -> Iterator[Near]:
        """The words within ``most`` slips of ``sound`` or that begin so, in no order.

        With ``first``, only those whose sound begins with one of these letters.
        """
        typed = Typed(sound, most)
        waiting: list[_Walked] = [(self._root, typed.first, 0, min(len(sound), typed.above))]
        while waiting:
            walked = waiting.pop()
            branch, row, _least, nearest = walked
            if branch.depth and branch.high - branch.low == 1:
                yield from _alone(self._words[branch.low], typed, walked)
                continue
            ending, longer = branch.grown(self._words)
            if first and branch is self._root:
                longer = [(letter, further) for letter, further in longer if letter in first]
            if nearest <= most:
                whole = typed.whole(row, branch.depth)
                yield from self._all(branch.low, branch.low + ending, whole, nearest)
            for step, goes_on in _steps(walked, longer, typed):
                further, _row, _least, here = step
                if goes_on:
                    waiting.append(step)
                elif here <= most:
                    yield from self._all(further.low, further.high, typed.above, here)

    def _all(self, low: int, high: int, whole: int, nearest: int) -> Iterator[Near]:
        for at in range(low, high):
            yield Near(self._words[at][1], whole, nearest)


_Walked = tuple[_Branch, DistanceRow, int, int]
"""A branch that was reached, its row, and how far the nearest beginning of what was typed is from
its letters, and all that was typed from the nearest beginning of its letters."""


def _steps(
    walked: _Walked, longer: Iterable[tuple[str, _Branch]], typed: Typed
) -> Iterator[tuple[_Walked, bool]]:
    """The branches one letter on, each with whether any of its words may come nearer yet.

    A second row is waited for, since two letters that were swapped reach over one.
    """
    branch, row, before, nearest = walked
    depth = branch.depth + 1
    most, after, is_early = typed.most, typed.after, typed.is_early(depth)
    for letter, further in longer:
        reached = after(row, letter, depth)
        if is_early:
            least, here = reached.least, nearest
        else:
            least = typed.least(reached, depth)
            here = min(nearest, typed.whole(reached, depth))
        yield (further, reached, least, here), least <= most or before <= most


def _alone(heard: Heard, typed: Typed, walked: _Walked) -> Iterator[Near]:
    """A word that shares its further letters with no other."""
    sound, word = heard
    branch, row, _least, nearest = walked
    for depth, letter in enumerate(sound[branch.depth :], branch.depth + 1):
        row = typed.after(row, letter, depth)
        nearest = min(nearest, typed.whole(row, depth))
    if nearest <= typed.most:
        yield Near(word, typed.whole(row, len(sound)), nearest)
