"""Where the words of a scan begin and end, by the ink: recognition only guesses.

A recognised word's box is drawn from the steps in which its line was read, so that two cells which
stand close seem to touch, and one that is padded seems to reach into the next column.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
from PIL import Image

Span = tuple[float, float]
DARK = 0.6
"""Of the paper's brightness: what is darker is ink, and noise hardly ever."""
CORE = 0.15
"""Of a line's height, above and below: left out, for lines of the neighbours and rules."""
WITHIN = 0.7
"""Of a character's width: so far from its box a word's edge is looked for."""
LEAST = 2
"""Dots: a gap so wide parts two words."""


class Ink:
    """The ink of one picture."""

    def __init__(self, picture: Image.Image) -> None:
        grey = numpy.asarray(picture.convert("L"))
        self._dark: Any = grey < DARK * float(numpy.median(grey))

    def edges(
        self, texts: Sequence[str], spans: Sequence[Span], y0: float, y1: float
    ) -> list[Span]:
        """The spans of one line's words, from left to right, as their ink stands; in dots.

        A span that no gap tells stays, but ends where the next begins.
        """
        inset = CORE * (y1 - y0)
        inked: Any = self._dark[max(0, round(y0 + inset)) : round(y1 - inset)].any(axis=0)
        reach = [
            WITHIN * (end - start) / max(1, len(text))
            for text, (start, end) in zip(texts, spans, strict=True)
        ]
        found = [list(span) for span in spans]
        found[0][0] = _first(inked, spans[0][0], reach[0])
        found[-1][1] = _last(inked, spans[-1][1], reach[-1])
        for number in range(len(spans) - 1):
            left, right = spans[number][1], spans[number + 1][0]
            begin, end = min(left, right) - reach[number], max(left, right) + reach[number + 1]
            gaps = _gaps(inked, round(begin), round(end))
            if gaps:
                found[number][1], found[number + 1][0] = gaps[0][0], gaps[-1][1]
            elif left > right:
                found[number][1] = found[number + 1][0] = (left + right) / 2
        return [(start, max(start, end)) for start, end in found]


def _first(inked: Any, start: float, reach: float) -> float:
    places = numpy.flatnonzero(inked[max(0, round(start)) : round(start + reach)])
    return float(round(start) + places[0]) if len(places) else start


def _last(inked: Any, end: float, reach: float) -> float:
    begin = max(0, round(end - reach))
    places = numpy.flatnonzero(inked[begin : round(end)])
    return float(begin + places[-1] + 1) if len(places) else end


def _gaps(inked: Any, begin: int, end: int) -> list[tuple[float, float]]:
    """Stretches without ink, from left to right."""
    found: list[tuple[float, float]] = []
    since: int | None = None
    for at in range(max(0, begin), min(end, len(inked)) + 1):
        is_bare = at < min(end, len(inked)) and not inked[at]
        if is_bare and since is None:
            since = at
        elif not is_bare and since is not None:
            if at - since >= LEAST:
                found.append((float(since), float(at)))
            since = None
    return found
