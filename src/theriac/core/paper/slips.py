"""Slips of a label's size: a coloured band, lines in the largest letters that fit, drawings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from theriac.core.paper.labels import EDGE, LEADING
from theriac.core.paper.marks import Mark, draw_marks
from theriac.core.paper.pdf import POINTS, PdfDocument, width_of
from theriac.core.paper.scripts import needs_shaping
from theriac.core.paper.sizes import Paper

BAND = 2.2
LARGEST, SMALLEST = 11.0, 4.5
STEP = 0.25
DRAWING, GAP = 7.5, 1.0
LEAST_DRAWING = 5.0


@dataclass(frozen=True, slots=True)
class SlipLine:
    """Words that may take several lines; ``scale`` is hundredths of the largest letters."""

    words: str
    scale: int = 100
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What stands on it, from above; ``foot`` at its end, below the drawings."""

    lines: Sequence[SlipLine]
    foot: Sequence[SlipLine] = ()
    drawings: Sequence[Sequence[Mark]] = ()
    band: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Letters of ``size`` points, drawings of ``side`` millimetres (0: no room for any)."""

    size: float
    side: float


class SlipTooFull(ValueError):
    """What has to be read on the slip doesn't fit on this paper."""


def fits(slip: Slip, paper: Paper) -> bool:
    """Whether all words of the slip can be read on the paper."""
    return _layout(slip, paper) is not None


def drawn_slips(slips: Sequence[Slip], paper: Paper, *, skip: int = 0, title: str) -> bytes:
    """The slips as PDF; ``skip`` places of the first sheet stay empty.

    Drawings go where there is no room for them; words never do. Raises SlipTooFull.
    """
    on_page = paper.columns * paper.rows
    first = skip % on_page if paper.is_sheet else 0
    document = PdfDocument(title=title)
    for index, slip in enumerate(slips, first):
        place = index % on_page
        if place == 0 or not document.pages:
            document.begin_page(*paper.page)
        _draw(document, paper.corner(place), paper, slip)
    return document.content()


def _draw(page: PdfDocument, corner: tuple[float, float], paper: Paper, slip: Slip) -> None:
    layout = _layout(slip, paper)
    if layout is None:
        raise SlipTooFull
    left, top = corner[0] + EDGE, corner[1] + EDGE
    if slip.band is not None:
        page.band(corner[0], corner[1], paper.width, BAND, slip.band)
        top += BAND - EDGE / 2
    width = paper.width - 2 * EDGE
    base = top
    for line in slip.lines:
        base = _written(page, (left, base), width, layout.size, line)
    if layout.side:
        for index, marks in enumerate(slip.drawings):
            place = left + index * (layout.side + GAP)
            draw_marks(page, (place, base + GAP), layout.side, marks)
    height = sum(_height(line, layout.size, width) for line in slip.foot)
    base = corner[1] + paper.height - EDGE / 2 - height
    for line in slip.foot:
        base = _written(page, (left, base), width, layout.size, line)


def _written(
    page: PdfDocument, at: tuple[float, float], width: float, size: float, line: SlipLine
) -> float:
    """Write the words from the upper edge ``at`` on; where the next begin."""
    own = size * line.scale / 100
    base = at[1]
    for words in _broken(line, own, width):
        base += own * LEADING / POINTS
        page.text(at[0], base - own * (LEADING - 1) / POINTS, own, words, bold=line.bold)
    return base


def _layout(slip: Slip, paper: Paper) -> _Layout | None:
    """The largest letters; drawings are given up before letters get small."""
    width = paper.width - 2 * EDGE
    room = paper.height - 1.5 * EDGE - (BAND - EDGE / 2 if slip.band else 0)
    sides = [DRAWING, LEAST_DRAWING, 0.0] if slip.drawings else [0.0]
    for side in sides:
        least = SMALLEST if side == 0 else SMALLEST + 1.5
        if side and len(slip.drawings) * (side + GAP) > width:
            continue
        size = LARGEST
        while size >= least:
            if _needed(slip, size, width) + (side + 2 * GAP if side else 0) <= room:
                return _Layout(size, side)
            size -= STEP
    return None


def _needed(slip: Slip, size: float, width: float) -> float:
    return sum(_height(line, size, width) for line in (*slip.lines, *slip.foot))


def _height(line: SlipLine, size: float, width: float) -> float:
    own = size * line.scale / 100
    return len(_broken(line, own, width)) * own * LEADING / POINTS


@lru_cache(maxsize=4096)
def _wide(words: str, size: float, bold: bool) -> float:  # noqa: FBT001 (the cache's key)
    """The width in millimetres, measured once: it grows with the size."""
    return width_of(words, LARGEST, bold=bold) * size / LARGEST


def _broken(line: SlipLine, size: float, width: float) -> list[str]:
    """The words in as many lines as they need; a word that is too wide goes on in the next."""
    lines: list[str] = []
    for word in line.words.split():
        for piece in _pieces(word, size, width, line):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and _wide(longer, size, line.bold) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, size: float, width: float, line: SlipLine) -> list[str]:
    """A word in parts that fit. Letters that join are never parted."""
    if needs_shaping(word) or _wide(word, size, line.bold) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and _wide(pieces[-1] + letter, size, line.bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces
