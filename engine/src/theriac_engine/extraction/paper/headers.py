"""Finds the row of headings of a table, of one or more lines, and the column of each heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from theriac_engine.extraction.boxes import Box, around
from theriac_engine.extraction.headings import FIGURES, LEAST_FIELDS, NAMES, meaning, phrases
from theriac_engine.extraction.paper.rows import Line, Run

LEADING = 1.5
"""Lines of one heading stand no further apart than this many of their heights."""
MOST_LINES = 4
UNKNOWN = 0.35


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its place, and what it means."""

    text: str
    box: Box
    field: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table, from left to right, and the lines that they stand on."""

    headings: tuple[Heading, ...]
    first: int
    last: int

    @property
    def fields(self) -> set[str]:
        """What its headings mean."""
        return {heading.field for heading in self.headings} - {""}

    @property
    def score(self) -> float:
        """How good a row of headings it is."""
        known = {one.field: one.likeness for one in self.headings if one.field}
        return sum(known.values()) - UNKNOWN * sum(not one.field for one in self.headings)

    @property
    def is_one(self) -> bool:
        """Whether it names things and figures of them."""
        enough = len(self.fields) >= LEAST_FIELDS or self.fields == {"product", "price"}
        return enough and bool(self.fields & NAMES) and bool(self.fields & FIGURES)


def headers_of(lines: Sequence[Line], separators: Sequence[float] = ()) -> list[Header]:
    """Each row of headings of a page, from top to bottom; most pages have one or none."""
    found: list[Header] = []
    for number, line in enumerate(lines):
        if found and number <= found[-1].last:
            continue
        if not _may_be(line):
            continue
        best = _grown(lines, number, separators)
        if best.is_one and best.score >= LEAST_FIELDS - 1.2:
            found.append(best)
    return found


def _may_be(line: Line) -> bool:
    known = [field for run in line.runs for *_, field in phrases([w.text for w in run.words])]
    return bool(known) and not any(_is_figure(run) for run in line.runs)


def _is_figure(run: Run) -> bool:
    return run.is_number and any(letter.isdigit() for letter in run.text)


def _grown(lines: Sequence[Line], number: int, separators: Sequence[float]) -> Header:
    """The heading of which this line is a part, with the lines above and below that improve it."""
    best = _header(lines, number, number, separators)
    while True:
        tried = [
            _header(lines, best.first + up, best.last + down, separators)
            for up, down in ((-1, 0), (0, 1), (-1, 1))
            if _adjoins(lines, best, up, down)
        ]
        better = max(tried, key=lambda one: one.score, default=best)
        if better.score < best.score:
            return best
        if better is best:
            return best
        best = better


def _adjoins(lines: Sequence[Line], header: Header, up: int, down: int) -> bool:
    first, last = header.first + up, header.last + down
    if first < 0 or last >= len(lines) or last - first >= MOST_LINES:
        return False
    added = [(first, first + 1)] * bool(up) + [(last, last - 1)] * bool(down)
    return all(
        abs(lines[new].box.middle - lines[near].box.middle)
        < LEADING * max(lines[new].runs[0].box.height, lines[near].runs[0].box.height)
        and not any(_is_figure(run) for run in lines[new].runs)
        for new, near in added
    )


def _header(lines: Sequence[Line], first: int, last: int, separators: Sequence[float]) -> Header:
    chosen = lines[first : last + 1]
    if len(separators) > 2:
        stacks = _by_separators(chosen, separators)
    else:
        stacks = _by_overlap([part for line in chosen for run in line.runs for part in parts(run)])
    made = []
    for stack in sorted(stacks, key=lambda runs: min(run.box.x0 for run in runs)):
        text = " ".join(run.text for run in stack)
        field, likeness = meaning(text)
        made.append(Heading(text, around(run.box for run in stack), field, likeness))
    return Header(tuple(made), first, last)


def parts(run: Run) -> list[Run]:
    """A run as the headings that it is made of, where columns stand so close that it is several."""
    if meaning(run.text)[1] == 1 or len(run.words) == 1:
        return [run]
    found = phrases([word.text for word in run.words])
    edges = sorted({0, len(run.words), *(edge for start, end, _ in found for edge in (start, end))})
    if len({field for *_, field in found}) < 2:
        return [run]
    pieces = [run.words[a:b] for a, b in pairwise(edges)]
    return [Run(piece, around(word.box for word in piece)) for piece in pieces]


def _by_overlap(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that stand above each other, each stack from top to bottom."""
    stacks: list[list[Run]] = []
    for run in runs:
        touched = [stack for stack in stacks if any(run.box.shares(one.box) > 0 for one in stack)]
        stacks = [stack for stack in stacks if stack not in touched]
        stacks.append([*(one for stack in touched for one in stack), run])
    return stacks


def _by_separators(lines: Sequence[Line], separators: Sequence[float]) -> list[list[Run]]:
    """The runs of each column between upright rules, from top to bottom."""
    columns: dict[int, list[Run]] = {}
    for line in lines:
        for run in line.runs:
            for piece in split_at(run, separators):
                at = sum(separator <= piece.box.centre for separator in separators)
                columns.setdefault(at, []).append(piece)
    return [columns[at] for at in sorted(columns) if 0 < at < len(separators)]


def split_at(run: Run, separators: Sequence[float]) -> list[Run]:
    """A run cut where a separator stands between two of its words."""
    pieces: list[list[int]] = [[0]]
    for number in range(1, len(run.words)):
        before, after = run.words[number - 1].box, run.words[number].box
        if any(before.centre < separator < after.centre for separator in separators):
            pieces.append([])
        pieces[-1].append(number)
    made = [tuple(run.words[number] for number in piece) for piece in pieces]
    return [Run(words, around(word.box for word in words)) for words in made]
