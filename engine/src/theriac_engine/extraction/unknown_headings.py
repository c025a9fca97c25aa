"""Finds the row of headings where too few of its words are known: by what stands below it.

A list of articles is known by its shape too: rows that name a thing and tell figures of it, and
above them one of words alone, nearly as wide. What its columns mean is then left to looks and sums,
and to the person who is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low

from theriac_engine.extraction import values

WITHIN = 60
AHEAD = 12
"""Rows below a row of headings that are looked at: names of several lines stand between."""
FEWEST = 3
NEAR = 2
"""The first article stands no further below than this."""
LEAST_CELLS = 3
LETTERS = 4
WIDE = 2 / 3


def header_above_articles(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row of words that stands over articles, by the texts of its cells; or none."""
    cells = [[text.strip() for text in row if text.strip()] for row in rows]
    for number, row in enumerate(cells[:WITHIN]):
        if len(row) < LEAST_CELLS or any(_is_figure(text) for text in row):
            continue
        below = cells[number + 1 : number + 1 + AHEAD]
        articles = [one for one in below if _is_article(one)]
        if len(articles) < FEWEST or not any(_is_article(one) for one in below[:NEAR]):
            continue
        if len(row) >= WIDE * median_low(len(one) for one in articles):
            return number
    return None


def _is_article(row: Sequence[str]) -> bool:
    """Whether a row names a thing and tells a figure of it."""
    named = any(sum(map(str.isalpha, text)) >= LETTERS for text in row)
    return len(row) >= LEAST_CELLS and named and any(_is_figure(text) for text in row)


def _is_figure(text: str) -> bool:
    return values.number(text.rstrip("%").strip()) is not None
