"""Slips of the finger."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.search.spelling.distance import Typed, slips_allowed


@pytest.mark.parametrize(
    ("typed", "word", "slips"),
    [("ab", "ab", 0), ("ab", "ba", 1), ("ab", "b", 1), ("abc", "cab", 2), ("ab", "cd", 2)],
)
def test_counts_the_slips_between_two_words(typed: str, word: str, slips: int) -> None:
    said = Typed(typed, 2)
    row = said.first
    for depth, letter in enumerate(word, 1):
        row = said.after(row, letter, depth)
    assert said.whole(row, len(word)) == slips


def test_above_what_is_allowed_is_one_more() -> None:
    said = Typed("abcdefgh", 1)
    assert said.whole(said.first, 0) == 2
    assert said.least(said.first, 0) == 0


@pytest.mark.parametrize(("length", "most"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (20, 2)])
def test_how_many_slips_are_allowed(length: int, most: int) -> None:
    assert slips_allowed("x" * length) == most
