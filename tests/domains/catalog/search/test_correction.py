"""What may have been meant by words that fit nothing."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import search_index
from theriac.domains.catalog.search.index import SearchIndex

NAMES = (
    "Paracet 500",
    "Mol 250",
    "Paracet Mol",
    "Paracetamol syrup",
    "Paracetamol 650",
    "Terma 10",
    "Telmisartan 40",
    "Amoxcillin syrup",
    "Zelvora amoxicillin",
    "Pantoprazole 40",
    "D flam",
    "Vitamin C",
    "Vitamin B12",
)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    made = SearchIndex()
    made.put(
        document_of(SearchableProduct(UUID(int=number), name)) for number, name in enumerate(NAMES)
    )
    return made


def result(index: SearchIndex, text: str) -> tuple[str | None, list[str]]:
    outcome = search_index(index, text, limit=10)
    return outcome.corrected, [NAMES[product_id.int] for product_id in outcome.product_ids]


def test_a_misspelling_is_not_cut_in_two(index: SearchIndex) -> None:
    corrected, names = result(index, "paracetmol")
    assert corrected == "paracetamol"
    assert names[:2] == ["Paracetamol 650", "Paracetamol syrup"]


def test_two_words_run_together_are_cut(index: SearchIndex) -> None:
    assert result(index, "vitaminc") == ("vitamin c", ["Vitamin C"])


def test_what_is_shown_as_meant_is_in_what_was_found(index: SearchIndex) -> None:
    assert result(index, "telma 40") == ("telmisartan 40", ["Telmisartan 40"])


def test_a_word_that_only_sounds_right_may_be_a_misspelling_too(index: SearchIndex) -> None:
    assert result(index, "amoxilin") == (None, ["Amoxcillin syrup", "Zelvora amoxicillin"])


def test_what_is_spelled_right_brings_no_lookalikes(index: SearchIndex) -> None:
    assert result(index, "telmisartan") == (None, ["Telmisartan 40"])


def test_the_weightier_word_stays_when_one_must_be_missing(index: SearchIndex) -> None:
    assert result(index, "pantop d") == (None, ["Pantoprazole 40", "D flam"])
