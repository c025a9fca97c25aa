"""How many slips of the finger lie between what was typed and a word, letter by letter.

Damerau's distance in its restricted form: insert, leave out, replace, or swap two neighbours. Only
distances up to ``most`` matter, so of each row of its table ``2 * most + 1`` cells are kept, around
the diagonal. Which row follows depends on nothing but the rows before it and on where the letter
occurs in that part of what was typed: so rows are made once and reached from each other by that
(Schulz and Mihov, Fast string correction with Levenshtein automata, 2002).
"""

from __future__ import annotations

from functools import cache

Cells = tuple[int, ...]


def slips_allowed(word: str) -> int:
    """None below four letters, one up to seven, two from eight on."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


class DistanceRow:
    """A row of the table near its diagonal, with what decides about the rows that follow.

    Cell ``j`` of the row of a word's first ``depth`` letters is the distance to the first
    ``depth - most + j`` letters typed; above ``most`` it is ``most + 1``.
    """

    __slots__ = ("_before", "_letter", "cells", "following", "least")

    def __init__(self, cells: Cells, before: Cells, letter: int) -> None:
        self.cells = cells
        self.least = min(cells)
        self.following: dict[int, DistanceRow] = {}
        self._before = before
        self._letter = letter

    def after(self, letter: int) -> DistanceRow:
        """The row of one letter more, which is that of cell ``j`` where bit ``j`` is set."""
        known = self.following.get(letter)
        if known is None:
            known = self.following[letter] = _row(self._next(letter), self.cells, letter)
        return known

    def _next(self, letter: int) -> Cells:
        above = (len(self.cells) + 1) // 2
        old = (*self.cells, above)
        left = above
        cells = []
        for j in range(len(self.cells)):
            if letter >> j & 1:
                left = old[j]
            else:
                left = min(old[j], old[j + 1], left) + 1
                if j and letter >> j - 1 & 1 and self._letter >> j + 1 & 1:
                    left = min(left, self._before[j] + 1)
                left = min(left, above)
            cells.append(left)
        return tuple(cells)


@cache
def _row(cells: Cells, before: Cells, letter: int) -> DistanceRow:
    """One row each: there are some hundred for one slip and some thousand for two."""
    return DistanceRow(cells, before, letter)


def first_row(most: int) -> DistanceRow:
    """The row of no letters."""
    above = most + 1
    return _row((above,) * most + tuple(range(above)), (above,) * (2 * most + 1), 0)


class Typed:
    """What was typed, ready to be compared with words within ``most`` slips."""

    def __init__(self, text: str, most: int) -> None:
        self.most = most
        self.above = most + 1
        self.first = first_row(most)
        self._last_cell = len(text) + most
        self._cells = 2 * most
        self._all = (1 << 2 * most + 1) - 1
        self._places: dict[str, int] = {}
        for place, letter in enumerate(text, most + 1):
            self._places[letter] = self._places.get(letter, 0) | 1 << place

    def after(self, row: DistanceRow, letter: str, depth: int) -> DistanceRow:
        """The row of a word's first ``depth`` letters, of which ``letter`` is the last."""
        places = self._places.get(letter, 0) >> depth & self._all
        return row.following.get(places) or row.after(places)

    def is_early(self, depth: int) -> bool:
        """Whether so few letters are more than ``most`` slips short of all that was typed."""
        return self._last_cell - depth > self._cells

    def whole(self, row: DistanceRow, depth: int) -> int:
        """The distance of all that was typed to a word's first ``depth`` letters."""
        last = self._last_cell - depth
        return row.cells[last] if 0 <= last <= self._cells else self.above

    def least(self, row: DistanceRow, depth: int) -> int:
        """The distance of the nearest beginning of what was typed to these letters."""
        last = self._last_cell - depth
        if last >= self._cells:
            return row.least
        return min(row.cells[: last + 1]) if last >= 0 else self.above
