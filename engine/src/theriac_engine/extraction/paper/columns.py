"""Where the columns of a table end: at its upright rules, or where nothing is written.

What is written below the headings falls into stretches with nothing between them. Stretches are
given to headings from left to right at the least cost: a cell must look like its column's field,
stand near its heading, and hardly any heading has nothing below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import TypeVar

from theriac_engine.extraction.boxes import Box, Rule
from theriac_engine.extraction.documents import CERTAIN
from theriac_engine.extraction.lines import OPTIONAL
from theriac_engine.extraction.paper.headers import Header, Heading, by_stretches
from theriac_engine.extraction.paper.kinds import belongs
from theriac_engine.extraction.paper.rows import Line

T = TypeVar("T")
Stretch = tuple[float, float]
SAME = 3.0
"""Points: rules so near are one."""
LONG = 0.5
"""Of the longest: an upright rule shorter than this separates no columns."""
STEP = 0.5
ROWS = 40
"""So many rows tell what stands in a column."""
MOST_STRETCHES = 40
MOST_JOINED = 8
OVERHANG, OVERHANG_OF_SCANS = 0.03, 0.13
"""Of the rows: so few may reach into the next column without joining it, where that helps."""
RELUCTANCE = 0.3
HANDICAP = 0.05
"""Headings that were cut by what stands below them must be so much better."""
FARTHEST = 0.8
"""A stretch costs no more for its distance: in wide columns figures are far from headings."""
APART = 0.8
"""Stretches of one heading that are written apart in all lines: they may be two columns."""
MAYBE_OF_ANOTHER = 1.0
"""As ``NOT_OF_ITS_KIND``, where the heading is only a guess."""
NOT_OF_ITS_KIND, EMPTY, EMPTY_AND_OPTIONAL, JOINED, AWAY, CUT = 4.0, 1.3, 0.3, 0.06, 0.15, 0.8


def ruled_at(upright: Iterable[Rule]) -> list[float]:
    """Where upright rules separate columns all the way down; empty where there are too few."""
    lengths: dict[float, float] = defaultdict(float)
    for rule in sorted(upright, key=lambda one: one.at):
        near = next((at for at in lengths if abs(at - rule.at) < SAME), rule.at)
        lengths[near] += rule.end - rule.start
    longest = max(lengths.values(), default=0)
    found = sorted(at for at, length in lengths.items() if length >= LONG * longest)
    return found if len(found) >= 4 else []


def columns_of(
    lines: Sequence[Line],
    header: Header,
    body: Sequence[Line],
    ruled: Sequence[float],
    *,
    is_scan: bool = False,
) -> tuple[Header, list[float]]:
    """The headings, and the edges of their columns: one more than there are headings.

    In a scan more cells touch, since recognition took two for one.
    """
    if len(ruled) == len(header.headings) + 1 or _each_in_its_own(header, ruled):
        return header, _used(header, ruled)
    tried: list[tuple[float, Header, list[float]]] = []
    for overhang in (0.0, OVERHANG, OVERHANG_OF_SCANS)[: 3 if is_scan else 2]:
        stretches = stretches_of(body, int(overhang * len(body)))
        if not stretches or len(stretches) > MOST_STRETCHES:
            continue
        for one in (header, by_stretches(lines, header, stretches)):
            cost, given = _given(one.headings, stretches, body[:: 1 + len(body) // ROWS])
            cost += RELUCTANCE * (overhang > 0) + HANDICAP * (one is not header) - one.score
            tried.append((cost, one, _between(one.headings, stretches, given)))
    if tried:
        _, best, edges = min(tried, key=lambda each: each[0])
        return best, edges
    middles = [one.box.centre for one in header.headings]
    return header, [float("-inf"), *(sum(two) / 2 for two in _pairs(middles)), float("inf")]


def _between(
    headings: Sequence[Heading], stretches: Sequence[Stretch], given: Sequence[tuple[int, int]]
) -> list[float]:
    """The edges in the middle between what was given to one heading and to the next."""
    reach = [
        (stretches[first][0], stretches[last - 1][1]) if last > first else (one.box.x0, one.box.x1)
        for one, (first, last) in zip(headings, given, strict=True)
    ]
    between = [(left[1] + right[0]) / 2 for left, right in _pairs(reach)]
    return [float("-inf"), *between, float("inf")]


def _each_in_its_own(header: Header, ruled: Sequence[float]) -> bool:
    places = [sum(at <= one.box.centre for at in ruled) for one in header.headings]
    inside = all(0 < place < len(ruled) for place in places)
    return bool(ruled) and inside and len(set(places)) == len(places)


def _used(header: Header, ruled: Sequence[float]) -> list[float]:
    """The rules before each heading and after the last; columns without a heading join the last."""
    before = [max(at for at in ruled if at <= one.box.centre) for one in header.headings]
    return [*before, max(ruled)]


def stretches_of(lines: Sequence[Line], fewest: int) -> list[Stretch]:
    """Where more lines than the fewest have something written, from left to right."""
    cover: dict[int, int] = defaultdict(int)
    for line in lines:
        for word in line.words:
            for at in range(round(word.box.x0 / STEP), round(word.box.x1 / STEP) + 1):
                cover[at] += 1
    found: list[tuple[int, int]] = []
    for at in sorted(cover):
        if cover[at] <= fewest:
            continue
        if found and found[-1][1] == at - 1:
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return [(start * STEP, end * STEP) for start, end in found]


def _given(
    headings: Sequence[Heading], stretches: Sequence[Stretch], lines: Sequence[Line]
) -> tuple[float, Sequence[tuple[int, int]]]:
    """For each heading its stretches, the first and that after the last; and what that costs."""
    cells = [
        [[w.text for w in line.words if start <= w.box.centre <= end] for start, end in stretches]
        for line in lines
    ]
    cuts, alone = _cuts(stretches, lines)

    @cache
    def cost(number: int, first: int, last: int) -> float:
        one = headings[number]
        if first == last:
            is_bare = not any(_away(one.box, stretch) < 1 for stretch in stretches)
            return EMPTY_AND_OPTIONAL if is_bare and one.field in OPTIONAL else EMPTY
        away = _away(one.box, (stretches[first][0], stretches[last - 1][1]))
        filled = [joined for row in cells if (joined := [*chain(*row[first:last])])]
        strange = sum(not belongs(words, one.field) for words in filled)
        kind = (NOT_OF_ITS_KIND if one.likeness >= CERTAIN else MAYBE_OF_ANOTHER) * strange
        kind /= max(1, len(filled))
        several = JOINED * (last - first - 1) + APART * sum(alone[first + 1 : last])
        return min(away * AWAY, FARTHEST) + kind + several + CUT * cuts[first]

    @cache
    def best(number: int, first: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if number == len(headings) - 1:
            return cost(number, first, len(stretches)), ((first, len(stretches)),)
        tried = []
        for last in range(first, min(len(stretches), first + MOST_JOINED) + 1):
            rest, given = best(number + 1, last)
            tried.append((cost(number, first, last) + rest, ((first, last), *given)))
        return min(tried)

    return best(0, 0)


def _cuts(stretches: Sequence[Stretch], lines: Sequence[Line]) -> tuple[list[float], list[float]]:
    """Of a stretch's lines, the part that is written in one go with what is before it.

    And of all lines, the part in which it stands alone.
    """
    filled, cut = [0] * len(stretches), [0] * len(stretches)
    for line in lines:
        for run in line.runs:
            places = [_place(stretches, word.box) for word in run.words]
            for place in {*places} - {-1}:
                filled[place] += 1
                cut[place] += place > min(places)
    counts = list(zip(cut, filled, strict=True))
    return (
        [part / max(1, whole) for part, whole in counts],
        [(whole - part) / max(1, len(lines)) for part, whole in counts],
    )


def _place(stretches: Sequence[Stretch], box: Box) -> int:
    return next((i for i, (start, end) in enumerate(stretches) if start <= box.centre <= end), -1)


def _away(box: Box, stretch: Stretch) -> float:
    """How far a stretch is from its heading, in heights of it, and a little for its middle."""
    apart = max(box.x0 - stretch[1], stretch[0] - box.x1, 0.0)
    askew = abs(box.centre - sum(stretch) / 2)
    return (apart + 0.05 * askew) / max(box.height, 1.0)


def _pairs(values: Sequence[T]) -> list[tuple[T, T]]:
    return list(pairwise(values))


def column_at(edges: Sequence[float], box: Box) -> int | None:
    """The number of the column that a box stands in, or None beside the table."""
    for number, (start, end) in enumerate(_pairs(edges)):
        if start <= box.centre < end:
            return number
    return None
