"""The straight lines of a page: rules between columns and rows, and the edges of boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pypdfium2 as pdfium

from theriac_engine.extraction.boxes import Box, Rule

RAW: Any = pdfium.raw
THIN = 2.5
"""Points: what is thinner is a line, not an area."""
LEAST = 4.0
MOST_OBJECTS = 20_000
MOST_SEGMENTS = 2_000
SAME = 1.5
TOUCHING = 2.0

Rules = tuple[tuple[Rule, ...], tuple[Rule, ...]]


def rules_of(page: Any, turned: Callable[[Box], Box]) -> Rules:
    """The upright and the level lines, each joined with those that go on from it."""
    upright: list[Rule] = []
    level: list[Rule] = []
    for box in _drawn(page):
        line = turned(box)
        if line.x1 - line.x0 < THIN and line.height > LEAST:
            upright.append(Rule(line.centre, line.y0, line.y1))
        elif line.height < THIN and line.x1 - line.x0 > LEAST:
            level.append(Rule(line.middle, line.x0, line.x1))
    return tuple(_joined(upright)), tuple(_joined(level))


def _drawn(page: Any) -> Iterator[Box]:
    """A box for each straight piece of each path; an area gives its four edges."""
    for count, item in enumerate(page.get_objects(filter=[RAW.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if count > MOST_OBJECTS:
            return
        matrix = item.get_matrix()
        begun = last = None
        for index in range(min(RAW.FPDFPath_CountSegments(item), MOST_SEGMENTS)):
            segment = RAW.FPDFPath_GetPathSegment(item, index)
            here = _end_of(segment, matrix)
            kind = RAW.FPDFPathSegment_GetType(segment)
            if last is not None and kind == RAW.FPDF_SEGMENT_LINETO:
                yield _between(last, here)
            begun = here if begun is None or kind == RAW.FPDF_SEGMENT_MOVETO else begun
            last = here
            if RAW.FPDFPathSegment_GetClose(segment):
                yield _between(here, begun)


def _end_of(segment: Any, matrix: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    RAW.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
    across, up = matrix.on_point(x.value, y.value)
    return float(across), float(up)


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(
        min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
    )


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines at the same place that touch, as one; a line drawn cell by cell becomes whole."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.at / SAME), one.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) <= SAME and rule.start <= last.end + TOUCHING:
            found[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return sorted(found, key=lambda one: (one.at, one.start))
