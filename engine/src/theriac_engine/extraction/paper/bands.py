"""The rows of a table between its level rules; a merged cell is said in each of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from theriac_engine.extraction.boxes import Box, Rule, Word, around
from theriac_engine.extraction.grids import Cell, GridRow
from theriac_engine.extraction.paper.bodies import Layout
from theriac_engine.extraction.paper.columns import column_at

MOST_IN_A_BAND = 3
"""Lines with figures between two level rules: more of them are rows of their own."""
OF_ONE_ROW = frozenset({"quantity", "amount", "stock", "bonus", "batch", "expires_on"})
"""What no two rows share, even where their cells are merged."""


def rows_by_rules(
    words: Sequence[Word], level: Sequence[Rule], layout: Layout, begun: Sequence[float]
) -> list[GridRow] | None:
    """The rows between level rules, merged cells said in each of their rows; None: too few."""
    width = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    bands = [_bands(level, edges, width) for edges in _pairs(layout.edges)]
    finest = sorted({round(at, 1) for column in bands for at in column})
    finest = [at for i, at in enumerate(finest) if not i or at - finest[i - 1] > 3]
    counts = [sum(top < at < bottom for at in begun) for top, bottom in pairwise(finest)]
    if len(counts) < 2 or max(counts) > MOST_IN_A_BAND or min(map(len, bands)) < 2:
        return None
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        column = column_at(layout.edges, word.box)
        if column is not None and (band := _band(bands[column], word.box.middle)) is not None:
            held.setdefault((column, band), []).append(word)
    rows = []
    used: set[tuple[int, int]] = set()
    for top, bottom in _pairs(finest):
        cells: dict[int, Cell] = {}
        for column, own in enumerate(bands):
            key = (column, -1 if (at := _band(own, (top + bottom) / 2)) is None else at)
            if key in held and not (key in used and layout.fields[column] in OF_ONE_ROW):
                cells[column] = layout.cell(held[key])
                used.add(key)
        if cells:
            box = around(Box(*_corners(held, bands, column, top, bottom)) for column in cells)
            rows.append(GridRow(cells, layout.spot(box)))
    return rows


def _corners(
    held: dict[tuple[int, int], list[Word]],
    bands: Sequence[Sequence[float]],
    column: int,
    top: float,
    bottom: float,
) -> tuple[float, float, float, float]:
    band = _band(bands[column], (top + bottom) / 2)
    box = around(word.box for word in held[column, -1 if band is None else band])
    return box.x0, top, box.x1, bottom


def _bands(
    level: Sequence[Rule], edges: tuple[float, float], width: tuple[float, float]
) -> list[float]:
    """The heights at which level rules cross a column."""
    start, end = max(edges[0], width[0]), min(edges[1], width[1])
    middle = (start + end) / 2
    found: list[float] = []
    for at in sorted(rule.at for rule in level if rule.start <= middle <= rule.end):
        if not found or at - found[-1] > 3:
            found.append(at)
    return found


def _band(bands: Sequence[float], middle: float) -> int | None:
    number = sum(at <= middle for at in bands) - 1
    return number if 0 <= number < len(bands) - 1 else None


def _pairs(values: Sequence[float]) -> list[tuple[float, float]]:
    return list(pairwise(values))
