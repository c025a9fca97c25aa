"""A query with a pharmacy's own abbreviation finds what its words find, and what it fits itself."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.catalog.search.abbreviations import read_abbreviation, table_of
from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import SearchOutcome, search_index
from theriac.domains.catalog.search.index import SearchIndex

pytestmark = pytest.mark.rows("CAT-18")
NAMES = [
    "Panadol Extra 500 mg",
    "Panadol Syrup",
    "Zinc 20",
    "Paramex",
    "ZNK Balm",
    "Panamax 500",
    "Extravit",
]
OWN = table_of([("pe", "panadol extra"), ("znk", "zinc"), ("kb", "contraceptive"), ("px", "pnx")])


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    made = SearchIndex()
    made.put(document_of(SearchableProduct(UUID(int=at), name)) for at, name in enumerate(NAMES))
    return made


def search(index: SearchIndex, text: str) -> SearchOutcome:
    return search_index(index, text, limit=10, own=OWN)


def names(outcome: SearchOutcome) -> list[str]:
    return [NAMES[one.int] for one in outcome.product_ids]


def test_it_finds_what_its_words_find_in_their_order(index: SearchIndex) -> None:
    for short, words in (("pe", "panadol extra"), ("PE 500", "panadol extra 500")):
        expected = search(index, words)
        assert search(index, short) == expected
        assert names(expected) == ["Panadol Extra 500 mg"]


def test_what_it_fits_itself_is_found_too(index: SearchIndex) -> None:
    assert names(search(index, "znk")) == ["Zinc 20", "ZNK Balm"]
    assert names(search(index, "znk balm")) == ["ZNK Balm"]


def test_only_the_whole_word_is_one(index: SearchIndex) -> None:
    assert "Zinc 20" not in names(search(index, "zn"))
    assert search(index, "znkx") == search_index(index, "znkx", limit=10)


def test_one_whose_words_nothing_has_is_a_word_like_others(index: SearchIndex) -> None:
    for text in ("kb", "px", "panadol kb"):
        assert search(index, text) == search_index(index, text, limit=10)


def test_an_abbreviation_is_never_taken_for_a_misspelling(index: SearchIndex) -> None:
    found = search(index, "pe syrup")
    assert found.corrected is None
    assert found.is_partial


@pytest.mark.parametrize(
    ("written", "read"),
    [("PCT", "pct"), (" b12 ", "b12"), ("Éx", "ex"), ("o'k", "ok"), ("a-b", None), ("5x", None)],
)
def test_how_it_is_read(written: str, read: str | None) -> None:
    assert read_abbreviation(written) == read
