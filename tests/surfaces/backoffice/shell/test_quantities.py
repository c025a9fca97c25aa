import pytest
from django.utils import translation

from theriac.domains.catalog.pack_words import known_pack_words
from theriac.surfaces.backoffice.shell.quantities import (
    PackWord,
    count_of,
    days_words,
    quantity_words,
)

PACKS = [PackWord("box", 100), PackWord("strip", 10), PackWord("tablet", 1)]


@pytest.mark.rows("STK-30")
@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (234, "2 boxes + 3 strips + 4 tablets"),
        (101, "1 box + 1 tablet"),
        (20, "2 strips"),
        (0, "None"),
        (-15, "−1 strip + 5 tablets"),
        (123_400, "1.234 boxes"),
    ],
)
def test_packs_are_counted_and_zero_parts_left_out(quantity: int, words: str) -> None:
    assert quantity_words(quantity, PACKS, "id") == words


def test_indonesian_has_no_plural() -> None:
    with translation.override("id"):
        assert quantity_words(234, PACKS, "id") == "2 boks + 3 strip + 4 tablet"
        assert quantity_words(0, PACKS, "id") == "Tidak ada"
        assert days_words(72) == "72 hari"


def test_a_name_that_is_not_known_stays_as_written() -> None:
    assert quantity_words(25, [("Sak", 20), ("Butir", 1)], "id") == "1 Sak + 5 Butir"
    assert count_of("Strip", 2, "id") == "2 strips"


def test_without_packs_loose_units_are_counted() -> None:
    assert quantity_words(3, [], "id") == "3 units"


def test_every_known_word_is_translated() -> None:
    with translation.override("id"):
        for name in known_pack_words():
            assert "%" not in count_of(name, 2, "id")
