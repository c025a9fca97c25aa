"""Words that stand on one line, and runs of them: what is written in one go, such as a name."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from theriac_engine.extraction.boxes import Box, Word, around

SAME_LINE = 0.45
WIDEST_SPACE = 0.8
SPACES = 1.7
"""A gap of so many spaces ends a run."""
LEAST_GAP = 0.36
WRITTEN = 0.3
"""Of the gaps within runs: so many are spaces of a file that writes its spaces."""
CURRENCY = re.compile(r"(?i)^(?:rp\.?|idr|inr|rs\.?|[₹$€£])$")
_STARTS_AS_NUMBER = re.compile(r"^[-+]?\d")
_NUMERIC = re.compile(r"(?i)^(?:(?:rp\.?|idr|inr|rs\.?|[₹$€£]) ?)?[-+]?\d[\d.,'%+]*(?:,-)?(?: %)?$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with no more than a space between them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """As it is read."""
        return " ".join(word.text for word in self.words)

    @property
    def is_number(self) -> bool:
        """Whether it is a number alone, with its currency or percent sign."""
        return all(_NUMERIC.match(word.text) for word in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one line of a page, from left to right."""

    runs: tuple[Run, ...]
    box: Box

    @property
    def text(self) -> str:
        """As it is read."""
        return " ".join(run.text for run in self.runs)

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for run in self.runs for word in run.words]


def lines_of(words: Sequence[Word], *, gap: float = 1.0) -> list[Line]:
    """The lines of a page, from top to bottom. ``gap`` scales what ends a run, by the source."""
    ordered = [_atoms(line) for line in stacked(words)]
    widest = _widest_space(ordered) * gap
    writes = _writes_spaces(ordered, widest)
    return [_line(line, widest, writes=writes) for line in ordered]


def stacked(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the line that they stand on, from top to bottom, each from left to right."""
    found: list[list[Word]] = []
    middles: list[float] = []
    for word in sorted(words, key=lambda one: one.box.middle):
        if found and word.box.middle - middles[-1] < SAME_LINE * min(
            word.box.height, found[-1][0].box.height
        ):
            found[-1].append(word)
            middles[-1] += (word.box.middle - middles[-1]) / len(found[-1])
        else:
            found.append([word])
            middles.append(word.box.middle)
    return [sorted(line, key=lambda one: one.box.x0) for line in found]


def _atoms(words: Sequence[Word]) -> list[Word]:
    """A number with the currency before it, or the percent sign after it, as one word."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        if last is not None and _is_one_figure(last, word):
            box = around((last.box, word.box))
            sure = min(last.confidence, word.confidence)
            text = f"{last.text} {word.text}"
            found[-1] = Word(text, box, sure, word.font, last.is_spaced)
        else:
            found.append(word)
    return found


def _is_one_figure(last: Word, word: Word) -> bool:
    if CURRENCY.match(last.text):
        return bool(_STARTS_AS_NUMBER.match(word.text))
    near = word.box.x0 - last.box.x1 < 2 * last.box.height
    return word.text == "%" and bool(_NUMERIC.match(last.text)) and near


def _widest_space(lines: Iterable[Sequence[Word]]) -> float:
    """The gap, in heights of a word, from which two words are in two runs.

    A monospaced font has spaces that are wider than the gap between columns of another.
    """
    gaps = [
        (after.box.x0 - before.box.x1) / max(before.box.height, 0.1)
        for line in lines
        for before, after in pairwise(line)
    ]
    small = [gap for gap in gaps if 0.05 < gap < WIDEST_SPACE]
    if not small:
        return LEAST_GAP
    return max(LEAST_GAP, SPACES * statistics.quantiles(small, n=4)[0] if len(small) > 1 else 0)


def _writes_spaces(lines: Iterable[Sequence[Word]], widest: float) -> bool:
    """Whether the file writes spaces as characters, so that a gap without one ends a cell.

    In a font with wide spaces, cells often stand closer to each other than words do.
    """
    near = [
        after.is_spaced
        for line in lines
        for before, after in pairwise(line)
        if _goes_on([before], after, widest)
    ]
    return sum(near) > WRITTEN * len(near)


def _line(words: Sequence[Word], widest: float, *, writes: bool) -> Line:
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on(runs[-1], word, widest) and (word.is_spaced or not writes):
            runs[-1].append(word)
        else:
            runs.append([word])
    made = tuple(Run(tuple(run), around(word.box for word in run)) for run in runs)
    return Line(made, around(run.box for run in made))


def _goes_on(run: Sequence[Word], word: Word, widest: float) -> bool:
    last = run[-1]
    return (word.box.x0 - last.box.x1) / max(last.box.height, 0.1) < widest
