"""Small drawings of strokes and circles on a grid of whole numbers, for screens and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.paper.pdf import PdfDocument

GRID = 48
"""Both sides of the grid."""
PEN = 3
"""Width of a stroke on it."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Points joined by lines; ``closed`` back to the first, ``filled`` black within."""

    points: tuple[tuple[int, int], ...]
    closed: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle; ``filled`` black within."""

    x: int
    y: int
    radius: int
    filled: bool = False


Mark = Stroke | Disc


def line(*numbers: int) -> Stroke:
    """Points joined, from x and y in turn."""
    return Stroke(tuple(zip(numbers[::2], numbers[1::2], strict=True)))


def shape(*numbers: int, filled: bool = False) -> Stroke:
    """The same, back to the first."""
    return Stroke(line(*numbers).points, closed=True, filled=filled)


def svg_of_marks(marks: Sequence[Mark]) -> str:
    """The drawing as SVG in the colour of the text around it, without a name of its own."""
    drawn = "".join(map(_svg, marks))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}" fill="none" '
        f'stroke="currentColor" stroke-width="{PEN}" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true">{drawn}</svg>'
    )


def _svg(mark: Mark) -> str:
    fill = ' fill="currentColor"' if mark.filled else ""
    if isinstance(mark, Disc):
        return f'<circle cx="{mark.x}" cy="{mark.y}" r="{mark.radius}"{fill}/>'
    path = "L".join(f"{x} {y}" for x, y in mark.points)
    return f'<path d="M{path}{"Z" if mark.closed else ""}"{fill}/>'


def draw_marks(
    page: PdfDocument, corner: tuple[float, float], side: float, marks: Sequence[Mark]
) -> None:
    """The drawing on a page: ``side`` millimetres, its upper left corner at ``corner``."""
    scale = side / GRID
    for mark in marks:
        if isinstance(mark, Disc):
            centre = (corner[0] + mark.x * scale, corner[1] + mark.y * scale)
            page.disc(centre, mark.radius * scale, PEN * scale, filled=mark.filled)
        else:
            points = [(corner[0] + x * scale, corner[1] + y * scale) for x, y in mark.points]
            page.stroke(points, PEN * scale, closed=mark.closed, filled=mark.filled)
