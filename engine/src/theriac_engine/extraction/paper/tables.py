"""The tables of a document's pages, and the lines around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from theriac_engine.extraction.boxes import Page, Rule, Word
from theriac_engine.extraction.grids import Column, Grid, Sheet, Spot, TextLine, least
from theriac_engine.extraction.headings import UNSURE
from theriac_engine.extraction.paper.bands import rows_by_rules
from theriac_engine.extraction.paper.bodies import (
    Layout,
    drawn_of,
    end_of,
    is_row,
    rows_by_lines,
)
from theriac_engine.extraction.paper.columns import columns_of, ruled_at
from theriac_engine.extraction.paper.headers import Header, header_at, headers_of
from theriac_engine.extraction.paper.rows import Line, lines_of
from theriac_engine.extraction.unknown_headings import header_above_articles

SCAN_GAP = 1.5
"""Boxes of a scan's words are padded, so that its spaces look narrower and its gaps too."""


def read_pages(pages: Sequence[Page]) -> Sheet:
    """The tables of all pages; one that goes on without a new header keeps its columns."""
    sheet = Sheet([], [])
    last: tuple[Grid, Layout] | None = None
    for page in pages:
        last = _read_page(page, sheet, last)
    return sheet


def _read_page(
    page: Page, sheet: Sheet, last: tuple[Grid, Layout] | None
) -> tuple[Grid, Layout] | None:
    lines = lines_of(page.words, gap=SCAN_GAP if page.is_scan else 1.0)
    ruled = ruled_at(page.upright)
    headers = headers_of(lines, ruled)
    if not headers and last is None:
        headers = _over_articles(lines, ruled)
    begin = headers[0].first if headers else len(lines)
    if last is not None and begin > 0:
        layout = replace(last[1], page=page.number, frame=page.frame)
        ends = end_of(lines[:begin], len(layout.fields))
        _say_around(page, _add_rows(page, lines[:ends], layout, last[0]), sheet)
        _say_around(page, lines[ends:begin], sheet)
    else:
        _say_around(page, lines[:begin], sheet)
    for header, after in zip_longest(headers, headers[1:]):
        body = lines[header.last + 1 : after.first if after else len(lines)]
        ends = end_of(body, len(header.headings))
        _say_around(page, body[ends:], sheet)
        body = body[:ends]
        grid, layout = _begin(page, lines[: header.last + 1 + ends], header, ruled)
        if last is not None and _is_same(last[0], grid):
            grid = last[0]
        else:
            sheet.grids.append(grid)
        _say_around(page, _add_rows(page, body, layout, grid), sheet)
        last = (grid, layout)
    return last


def _over_articles(lines: Sequence[Line], ruled: Sequence[float]) -> list[Header]:
    """The row of words over articles of a page on which no heading is known; or none."""
    at = header_above_articles([[run.text for run in line.runs] for line in lines])
    return [] if at is None else [header_at(lines, at, at, ruled)]


def _begin(
    page: Page, lines: Sequence[Line], header: Header, ruled: Sequence[float]
) -> tuple[Grid, Layout]:
    body = [line for line in lines[header.last + 1 :] if is_row(line, len(header.headings))]
    header, edges = columns_of(lines, header, body, ruled, is_scan=page.is_scan)
    columns = [Column(one.text, one.field, one.likeness, one.field) for one in header.headings]
    _once_each(columns)
    layout = Layout(tuple(edges), tuple(one.field for one in columns), page.number, page.frame)
    return Grid(columns), layout


def _once_each(columns: Sequence[Column]) -> None:
    """A field has one column: the one that says it best; the others are read and left out."""
    for field in {one.field for one in columns} - {""}:
        same = [one for one in columns if one.field == field]
        best = max(same, key=lambda one: one.likeness)
        for other in same:
            if other is not best:
                other.field, other.likeness = "", 0.0


def _is_same(last: Grid, new: Grid) -> bool:
    """Whether a header is the last one again, as on each page of a long list."""
    return [one.heading for one in last.columns] == [one.heading for one in new.columns]


def _add_rows(page: Page, lines: Sequence[Line], layout: Layout, grid: Grid) -> list[Line]:
    """Add the rows of these lines to the grid; the lines that belong to none."""
    by_lines = rows_by_lines(lines, layout)
    if not by_lines.begun:
        return list(lines)
    for number in by_lines.seem_two():
        grid.columns[number].likeness = min(grid.columns[number].likeness, UNSURE)
    words = [word for line in lines for word in line.words]
    level = [rule for rule in page.level if _is_beside(rule.at, lines)]
    level += _ends(level, by_lines.begun)
    by_rules = rows_by_rules(words, level, layout, [line.box.middle for line in by_lines.begun])
    if by_rules is None:
        grid.rows += by_lines.rows
        return by_lines.left
    grid.rows += by_rules
    return _beside(words, level, lines, layout)


def _is_beside(at: float, lines: Sequence[Line]) -> bool:
    return lines[0].box.y0 - 12 <= at <= lines[-1].box.y1 + 12


def _ends(level: Sequence[Rule], begun: Sequence[Line]) -> list[Rule]:
    """A rule above the first row and below the last, where a page's break left none."""
    whole = Rule(0, float("-inf"), float("inf"))
    top, bottom = begun[0].box, begun[-1].box
    found = []
    if level and not any(rule.at <= top.middle for rule in level):
        found.append(replace(whole, at=top.y0 - top.height))
    if level and not any(rule.at >= bottom.middle for rule in level):
        found.append(replace(whole, at=bottom.y1 + bottom.height))
    return found


def _beside(
    words: Sequence[Word], level: Sequence[Rule], lines: Sequence[Line], layout: Layout
) -> list[Line]:
    """The lines above the first rule and below the last."""
    heights = [rule.at for rule in level]
    top, bottom = min(heights), max(heights)
    return [
        line
        for line in lines
        if not top < line.box.middle < bottom or not drawn_of(line, layout.edges).words
    ]


def _say_around(page: Page, lines: Sequence[Line], sheet: Sheet) -> None:
    for line in lines:
        spot = Spot(page.number, page.frame.on_page(line.box))
        sure = least(word.confidence for word in line.words)
        text = "   ".join(run.text for run in line.runs)
        sheet.around.append(TextLine(text, spot, sure))
