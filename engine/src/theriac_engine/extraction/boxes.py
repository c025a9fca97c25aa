"""Words and where they stand, in points, y downwards, in the direction in which they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.y0 + self.y1) / 2

    @property
    def centre(self) -> float:
        """How far its middle is from the left."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """From its upper to its lower edge."""
        return self.y1 - self.y0

    def shares(self, other: Box) -> float:
        """How much width it has in common with another; negative: the gap between them."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)


@dataclass(frozen=True, slots=True)
class Word:
    """A word; ``confidence`` is 1 unless it was read from a picture, whose ``font`` is unknown.

    ``is_spaced`` where the file writes a space as a character between the word before and this one.
    """

    text: str
    box: Box
    confidence: float = 1.0
    font: str = ""
    is_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, drawn upright or level, from ``start`` to ``end`` at ``at``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Frame:
    """How what is read lies on the page as a person sees it.

    ``turns`` quarter turns, clockwise, bring the frame of reading to the page as displayed;
    ``width`` and ``height`` are of the frame of reading.
    """

    width: float
    height: float
    turns: int = 0

    def on_page(self, box: Box) -> Box:
        """The same rectangle as fractions of the page as displayed."""
        x0, x1 = box.x0 / self.width, box.x1 / self.width
        y0, y1 = box.y0 / self.height, box.y1 / self.height
        for _ in range(self.turns % 4):
            x0, y0, x1, y1 = 1 - y1, x0, 1 - y0, x1
        within = [min(1.0, max(0.0, value)) for value in (x0, y0, x1, y1)]
        return Box(*within)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds, in the frame of reading."""

    number: int
    frame: Frame
    words: tuple[Word, ...]
    upright: tuple[Rule, ...] = ()
    level: tuple[Rule, ...] = ()
    is_scan: bool = False


def around(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle that holds all of them; at least one is given."""
    each = list(boxes)
    return Box(
        min(box.x0 for box in each),
        min(box.y0 for box in each),
        max(box.x1 for box in each),
        max(box.y1 for box in each),
    )
