"""Words that mean the same."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.search.words import other_words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("salep", ("ointment",)),
        ("ointment", ("salep",)),
        ("tab", ("tablet",)),
        ("tablet", ()),
        ("askorbat", ("ascorbic",)),
        ("parasetamol", ("acetaminophen", "pct", "pcm")),
        ("", ()),
    ],
)
def test_by_sound_and_in_the_right_direction(word: str, expected: tuple[str, ...]) -> None:
    assert other_words(word) == expected
