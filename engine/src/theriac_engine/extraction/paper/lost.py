"""What recognition may have lost of a scan without knowing it: such a row is unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from theriac_engine.extraction.boxes import Frame, Word

WIDE = 2.2
LEAST_LOST, NO_SPACE = 0.55, 1.0
"""Heights: where a gap may have lost a mark such as a hyphen, and where it has."""
LETTERS = 0.13
"""Heights: no space is narrower."""
AT_EDGE = 3.0
"""Points."""
OVER = 0.2
"""Heights: so far a word may reach into the next column."""
_ONE_SIDED = re.compile(
    r"\S(?:[/&+-] | [/&+-])\S|\d(?: [xX]|[xX] )\d|[A-Za-z]{4}\d|\d[A-Za-z]{3}|\d ?[x×] ?\d"
)


def a_space(text: str) -> bool:
    """Whether a mark has a space on one side only, or a number none beside it.

    Or an x stands between figures, which looks as an X and as a sign of multiplication.
    """
    return bool(_ONE_SIDED.search(text))


def a_mark(words: Sequence[Word]) -> bool:
    """Whether a gap of a cell's line is so much wider than its others that a mark is lost there.

    Or as narrow as between letters, so that there may be no space.
    """
    gaps = sorted(
        (after.box.x0 - before.box.x1) / max(before.box.height, 0.1)
        for before, after in pairwise(words)
    )
    usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 1 else NO_SPACE / WIDE
    is_wide = bool(gaps) and gaps[-1] > max(LEAST_LOST, min(NO_SPACE, WIDE * usual))
    return is_wide or (bool(gaps) and gaps[0] < LETTERS)


def a_gap(words: Sequence[Word], edges: Sequence[float]) -> bool:
    """Whether a word of a row lies in two columns: two cells were taken for one."""
    return any(
        min(edge - word.box.x0, word.box.x1 - edge) > OVER * word.box.height
        for word in words
        for edge in edges
    )


def the_rest(words: Sequence[Word], frame: Frame) -> bool:
    """Whether something of a row stands at the picture's very edge: more of it may be cut off."""
    return any(word.box.x0 < AT_EDGE or word.box.x1 > frame.width - AT_EDGE for word in words)
