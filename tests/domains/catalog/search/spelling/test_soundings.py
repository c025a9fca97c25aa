"""Words by how they sound, against the plain definition of the distance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.catalog.search.spelling.soundings import Near, Soundings

LETTERS = st.text(alphabet="abcde", min_size=1, max_size=9)


def table(typed: str, word: str) -> list[list[int]]:
    """The whole table of restricted Damerau distances, row by letter of ``word``."""
    rows = [list(range(len(typed) + 1))]
    for i in range(1, len(word) + 1):
        row = [i]
        for j in range(1, len(typed) + 1):
            same = typed[j - 1] == word[i - 1]
            best = min(rows[i - 1][j - 1] + (not same), rows[i - 1][j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and typed[j - 1] == word[i - 2] and typed[j - 2] == word[i - 1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows


@given(st.lists(LETTERS, unique=True, max_size=40), LETTERS, st.sampled_from([1, 2]))
def test_finds_exactly_the_words_within_reach(words: list[str], typed: str, most: int) -> None:
    soundings = Soundings((word, word.upper()) for word in words)
    expected = set()
    for word in words:
        last = [row[-1] for row in table(typed, word)]
        if min(last) <= most:
            expected.add(Near(word.upper(), min(last[-1], most + 1), min(last)))
    found = list(soundings.near(typed, most))
    assert len(found) == len(expected)
    assert set(found) == expected
    first = typed[:2]
    assert set(soundings.near(typed, most, first=first)) == {
        near for near in expected if near.word[0].lower() in first
    }


def test_words_that_sound_the_same_are_found_each() -> None:
    soundings = Soundings([("sefalosporin", "cefalosporin"), ("sefalosporin", "sefalosporin")])
    assert {near.word for near in soundings.near("sefalosporim", 1)} == {
        "cefalosporin",
        "sefalosporin",
    }


def test_more_words_are_found_like_the_first() -> None:
    few = Soundings([("aspirin", "aspirin")])
    assert [near.word for near in few.near("asprin", 1)] == ["aspirin"]
    more = few.more([("aspirina", "aspirina"), ("abc", "abc")])
    assert sorted(near.word for near in more.near("asprin", 1)) == ["aspirin", "aspirina"]
    assert len(more) == 3


def test_begins_with() -> None:
    soundings = Soundings([("beta", "beta"), ("alfa", "alpha"), ("alf", "alf")])
    assert soundings.beginning("alf") == [("alf", "alf"), ("alfa", "alpha")]
    assert soundings.beginning("g") == []


@pytest.mark.parametrize(
    ("typed", "word", "whole"),
    [
        ("amoksilin", "amoksisilin", 2),
        ("metfromin", "metformin", 1),
        ("parasetmol", "parasetamol", 1),
        ("kaptropil", "kaptopril", 2),
    ],
)
def test_examples(typed: str, word: str, whole: int) -> None:
    assert [near.whole for near in Soundings([(word, word)]).near(typed, 2)] == [whole]


def test_a_beginning_counts_while_typing() -> None:
    soundings = Soundings([("amoksisilin", "x")])
    assert list(soundings.near("amoskli", 1)) == []
    assert list(soundings.near("amkos", 1)) == [Near("x", 2, 1)]
