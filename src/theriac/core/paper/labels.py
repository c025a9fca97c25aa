"""Labels on pages: a code on the left, lines beside it in the largest letters that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.paper.pdf import POINTS, PdfDocument, width_of, wrapped
from theriac.core.paper.sizes import Paper

EDGE = 1.5
"""Millimetres that stay free at each edge of a label."""
LEADING = 1.18
SMALLEST = 5.0


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line: its words, how many hundredths of the name's letters high, and whether bold."""

    words: str
    scale: int = 100
    bold: bool = False


@dataclass(frozen=True, slots=True)
class DrawnLabel:
    """What is drawn: the code's modules with what stands below it, a name, and more lines."""

    modules: Sequence[str]
    caption: str
    name: str
    name_lines: int
    more: Sequence[DrawnLine] = ()


def drawn_labels(labels: Sequence[DrawnLabel], paper: Paper, *, skip: int = 0, title: str) -> bytes:
    """The labels as PDF, one after the other; ``skip`` places of the first sheet stay empty."""
    width, height = paper.page
    on_page = paper.columns * paper.rows
    first = skip % on_page if paper.is_sheet else 0
    document = PdfDocument(title=title)
    for index, label in enumerate(labels, first):
        place = index % on_page
        if place == 0 or not document.pages:
            document.begin_page(width, height)
        _draw(document, paper.corner(place), paper, label)
    return document.content()


def _draw(page: PdfDocument, corner: tuple[float, float], paper: Paper, label: DrawnLabel) -> None:
    """The code on the left, beside it what people read."""
    left, top = corner[0] + EDGE, corner[1] + EDGE
    height = paper.height - 2 * EDGE
    rows = label.modules
    side = min(height - 2, (paper.width - 2 * EDGE) * 0.42)
    quiet = side / len(rows)
    page.modules(left + quiet, top + quiet, side, rows)
    text_left = left + side + 3 * quiet
    width = corner[0] + paper.width - EDGE - text_left
    _write(page, (text_left, top), (width, height), label)
    if height - side > 5:
        size = _fitting(label.caption, 6.5, side)
        page.text(left + quiet, top + side + quiet + size / POINTS * 1.3, size, label.caption)


def _write(
    page: PdfDocument, corner: tuple[float, float], room: tuple[float, float], label: DrawnLabel
) -> None:
    """The lines, in the largest letters that leave room for all."""
    size = 11.0
    while size > SMALLEST and _needed(label, size, room[0]) > room[1]:
        size -= 0.5
    base = corner[1]
    for words, scale, bold in _lines(label, size, room[0]):
        own = _fitting(words, size * scale, room[0], bold=bold)
        base += own * LEADING / POINTS
        page.text(corner[0], base, own, words, bold=bold)


def _lines(label: DrawnLabel, size: float, width: float) -> list[tuple[str, float, bool]]:
    """The words, how large beside the name, and whether bold."""
    name = wrapped(label.name, size, width, label.name_lines, bold=True)
    more = [(line.words, line.scale / 100, line.bold) for line in label.more if line.words]
    return [(words, 1.0, True) for words in name] + more


def _needed(label: DrawnLabel, size: float, width: float) -> float:
    return sum(
        size * scale * LEADING / POINTS for _words, scale, _bold in _lines(label, size, width)
    )


def _fitting(words: str, size: float, width: float, *, bold: bool = False) -> float:
    """The size, or the smaller one at which the line fits."""
    wide = width_of(words, size, bold=bold)
    return size if wide <= width else size * width / wide
