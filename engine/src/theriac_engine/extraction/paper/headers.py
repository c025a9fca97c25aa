"""Finds the row of headings of a table, of one or more lines, and the column of each heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from theriac_engine.extraction.boxes import Box, Word, around
from theriac_engine.extraction.headings import (
    LEAST_FIELDS,
    UNSURE,
    is_header,
    meaning,
    phrases,
)
from theriac_engine.extraction.paper.rows import Line, Run

LEADING = 2.2
CLOSE = 1.3
"""Lines of one heading stand no further apart than this many of their heights."""
MOST_LINES = 4
STEPS = ((-1, 0), (0, 1), (-1, 1), (0, 2), (-2, 0))
"""Lines up and down by which headings grow: those of one line may be centred beside two."""
MOST_CUTS = 4
MANY = 4
"""Digits in a word: so many are in no heading, but in dates and numbers of documents."""
SPACE = 0.36
WIDER = 1.25
UNKNOWN = 0.35
FURTHER = 0.1


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its place, and what it means."""

    text: str
    box: Box
    field: str
    likeness: float

    @property
    def said(self) -> float:
        """What its further words are worth where they are understood, so that none is left out."""
        is_sure = self.likeness > UNSURE
        return FURTHER * (len(self.text.split()) - 1) if is_sure else 0.0


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
        known = [one for one in self.headings if one.field]
        best = {one.field: one.likeness + one.said for one in known}
        others = len(self.headings) - len(best)
        return sum(best.values()) - UNKNOWN * others

    @property
    def is_one(self) -> bool:
        """Whether it names things and figures of them."""
        return is_header(self.fields) or self.fields == {"product", "price"}


def headers_of(lines: Sequence[Line], separators: Sequence[float] = ()) -> list[Header]:
    """Each row of headings of a page, from top to bottom; most pages have one or none."""
    found: list[Header] = []
    for number, line in enumerate(lines):
        if found and number <= found[-1].last:
            continue
        if not _may_be(line):
            continue
        best = _grown(lines, number, separators)
        if not best.is_one and separators:  # the rules are of a box, not of these columns
            best = _grown(lines, number, ())
        is_new = not found or best.first > found[-1].last
        if is_new and best.is_one and best.score >= LEAST_FIELDS - 1.2:
            found.append(best)
    return found


def _may_be(line: Line) -> bool:
    """Whether a line has a heading that is sure, and no figure, date or document's number."""
    if any(_is_figure(run) for run in line.runs) or _is_dated(line):
        return False
    return any(
        meaning(run.text)[1] > UNSURE or phrases([w.text for w in run.words]) for run in line.runs
    )


def _is_dated(line: Line) -> bool:
    """Whether a word of it has so many digits as only dates and numbers of documents have."""
    return any(sum(map(str.isdigit, word.text)) >= MANY for word in line.words)


def _is_figure(run: Run) -> bool:
    return run.is_number and any(letter.isdigit() for letter in run.text)


def _grown(lines: Sequence[Line], number: int, separators: Sequence[float]) -> Header:
    """The heading of which this line is a part, with the lines above and below that improve it."""
    best = header_at(lines, number, number, separators)
    while True:
        tried = [
            header_at(lines, best.first + up, best.last + down, separators)
            for up, down in STEPS
            if _adjoins(lines, best, up, down)
        ]
        better = max(tried, key=lambda one: one.score, default=None)
        if better is None:
            return best
        if better.score < best.score and not _is_part(lines, best, better):
            return best
        best = better


def _is_part(lines: Sequence[Line], header: Header, grown: Header) -> bool:
    """Whether the line above or below is of the headings though they say less with it.

    So it is with INCL. over PPN, and with BATCH below KODE.
    """
    is_up, is_down = grown.first < header.first, grown.last > header.last
    if is_up == is_down or not grown.is_one:
        return False
    line = lines[grown.first if is_up else grown.last]
    beside = lines[header.first if is_up else header.last]
    away = abs(beside.box.middle - line.box.middle)
    close = away < CLOSE * beside.runs[0].box.height
    same = {word.font for word in line.words} == {word.font for word in beside.words}
    over = [sum(run.box.shares(one.box) > 0 for one in header.headings) for run in line.runs]
    is_whole = is_up or len(line.runs) > 1
    fits = max(over) == 1 and len(grown.headings) <= len(header.headings)
    return close and same and is_whole and fits


def _adjoins(lines: Sequence[Line], header: Header, up: int, down: int) -> bool:
    first, last = header.first + up, header.last + down
    if first < 0 or last >= len(lines) or last - first >= MOST_LINES:
        return False
    added = [(new, new + 1) for new in range(first, header.first)]
    added += [(new, new - 1) for new in range(header.last + 1, last + 1)]
    return all(
        abs(lines[new].box.middle - lines[near].box.middle)
        < LEADING * max(lines[new].runs[0].box.height, lines[near].runs[0].box.height)
        and not any(_is_figure(run) and len(run.text) > 1 for run in lines[new].runs)
        and not _is_dated(lines[new])
        for new, near in added
    )


def header_at(lines: Sequence[Line], first: int, last: int, separators: Sequence[float]) -> Header:
    """These lines as a row of headings."""
    chosen = lines[first : last + 1]
    if len(separators) > 2:
        stacks = _by_separators(chosen, separators)
    else:
        stacks = _by_overlap(
            [[part for run in line.runs for part in parts(run)] for line in chosen]
        )
    made = []
    for stack in sorted(stacks, key=lambda runs: min(run.box.x0 for run in runs)):
        text = " ".join(run.text for run in stack)
        field, likeness = meaning(text)
        made.append(Heading(text, around(run.box for run in stack), field, likeness))
    return Header(tuple(made), first, last)


def parts(run: Run) -> list[Run]:
    """A run as the headings that it is made of, where columns stand so close that it is several.

    It is cut only where words stand further apart than others of it, and where each piece is known
    and means something else.
    """
    if len(run.words) == 1 or _is_whole(run):
        return [run]
    found = phrases([word.text for word in run.words])
    is_whole = sum(end - start for start, end, _ in found) == len(run.words)
    pieces = [_piece(run.words[start:end]) for start, end, _ in found]
    if is_whole and len({field for *_, field in found}) == len(found) > 1 and _worth(pieces):
        return pieces
    gaps = [(b.box.x0 - a.box.x1) / max(a.box.height, 0.1) for a, b in pairwise(run.words)]
    space = min(gaps) if len(gaps) > 1 else SPACE
    places = [number for number, gap in enumerate(gaps, 1) if gap > WIDER * max(space, 0.1)]
    best = max(_cut(run, places), key=_worth, default=[run])
    return best if len(best) > 1 else [run]


def _is_whole(run: Run) -> bool:
    """Whether it is one heading for sure: it is known, or written with spaces and understood."""
    likeness = meaning(run.text)[1]
    return likeness == 1 or (likeness > UNSURE and all(word.is_spaced for word in run.words[1:]))


def _cut(run: Run, places: Sequence[int]) -> Iterator[list[Run]]:
    """The run cut at some of these places, and whole."""
    for count in range(min(len(places), MOST_CUTS) + 1):
        for chosen in combinations(places, count):
            edges = [0, *chosen, len(run.words)]
            pieces = [run.words[start:end] for start, end in pairwise(edges)]
            yield [_piece(words) for words in pieces]


def _piece(words: Sequence[Word]) -> Run:
    return Run(tuple(words), around(word.box for word in words))


def _worth(pieces: Sequence[Run]) -> float:
    known = [meaning(piece.text) for piece in pieces]
    fields = [field for field, _ in known if field]
    if any(not any(map(str.isalnum, piece.text)) for piece in pieces[1:]):
        return 0.0  # a mark such as # or % belongs to the word before it
    if len(pieces) > 1 and (len(fields) < len(pieces) or len(set(fields)) < len(fields)):
        return 0.0
    return sum(likeness for _, likeness in known)


def by_stretches(
    lines: Sequence[Line], header: Header, stretches: Sequence[tuple[float, float]]
) -> Header:
    """The same headings, each word with the stretch of the table that it stands over."""
    found: dict[int, list[Word]] = {}
    for run in (run for line in lines[header.first : header.last + 1] for run in line.runs):
        is_whole = _is_whole(run) and run.words[-1].is_spaced
        for piece in [run] if is_whole else [_piece([word]) for word in run.words]:
            near = [max(start - piece.box.x1, piece.box.x0 - end) for start, end in stretches]
            found.setdefault(near.index(min(near)), []).extend(piece.words)
    made: list[Heading] = []
    for at in sorted(found):
        words = found[at]
        text = " ".join(word.text for word in words)
        if made and _is_one_heading(made[-1], text):
            text = f"{made[-1].text} {text}"
            words = [*found[at], Word("", made.pop().box)]
        made.append(Heading(text, around(word.box for word in words), *meaning(text)))
    return Header(tuple(made), header.first, header.last)


def _is_one_heading(before: Heading, text: str) -> bool:
    """Whether two pieces mean more together, or the second nothing else than the first."""
    if not any(map(str.isalnum, text)):
        return True  # a mark such as # or %
    field, likeness = meaning(text)
    both, together = meaning(f"{before.text} {text}")
    return together > max(before.likeness, likeness) or (
        both == before.field != "" and field in ("", both)
    )


def _by_overlap(lines: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """Runs that stand above each other, each stack from top to bottom.

    A run over two others, such as HARGA over HNA and HNA+PPN, is of theirs and of no column.
    """
    stacks: list[list[Run]] = []
    for number, line in enumerate(lines):
        below = [run for after in lines[number + 1 : number + 2] for run in after]
        for run in line:
            if sum(run.box.shares(one.box) > 0 for one in below) > 1:
                continue
            touched = [s for s in stacks if any(run.box.shares(one.box) > 0 for one in s)]
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
