"""A place in a list travels as a word that only its own list takes back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from theriac.core.ids import new_id
from theriac.core.listing.cursors import open_cursor, seal_cursor

PLACE = [True, 7, "Ambroxol 30 mg ✓", date(2026, 11, 20), datetime(2026, 11, 20, 8, tzinfo=UTC)]


def test_the_values_come_back_as_they_were() -> None:
    place = [*PLACE, new_id()]

    assert open_cursor(seal_cursor(place, "a list"), "a list") == place


@pytest.mark.parametrize("word", ["", "x", "AAAA", "é", seal_cursor(PLACE, "another list")])
def test_a_word_that_the_list_didnt_give_is_none(word: str) -> None:
    assert open_cursor(word, "a list") is None


def test_a_changed_word_is_none() -> None:
    word = seal_cursor(["abc"], "a list")

    assert open_cursor(word[:-2] + "AA", "a list") is None


def test_what_it_cant_carry_is_refused() -> None:
    with pytest.raises(TypeError):
        seal_cursor([1.5], "a list")
