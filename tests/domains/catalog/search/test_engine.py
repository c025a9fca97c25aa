"""What a query finds, step by step."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.engine import SearchOutcome, search_index
from theriac.domains.catalog.search.index import SearchIndex

PRODUCTS = {
    "Amoxicillin 500 mg kapsul": {"manufacturer": "Nusantika Farma"},
    "Amoxicillin 125 mg/5 ml sirup kering": {"manufacturer": "Girinata"},
    "Zelvora 500 tablet": {"generic_name": "Amoxicillin"},
    "Zelvora Forte 1 g tablet": {"generic_name": "Amoxicillin", "active": False},
    "Parasetamol 500 mg tablet": {"generic_name": "Paracetamol"},
    "Vitamin C 50 mg": {"substance": "Ascorbic acid"},
    "Vitamin B12 50 mcg": {"substance": "Cyanocobalamin"},
    "Cotrimoxazole 480 mg": {"substance": "Sulfamethoxazole + Trimethoprim"},
    "Amlodipine 5 mg": {},
    "Amlodipine 50 mg": {},
}


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    made = SearchIndex()
    made.put(
        document_of(SearchableProduct(UUID(int=number), name, **fields))  # type: ignore[arg-type]
        for number, (name, fields) in enumerate(PRODUCTS.items())
    )
    return made


def names(outcome: SearchOutcome) -> list[str]:
    known = list(PRODUCTS)
    return [known[product_id.int] for product_id in outcome.product_ids]


@pytest.mark.rows("CAT-12")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amox 500", ["Amoxicillin 500 mg kapsul", "Zelvora 500 tablet"]),
        ("500 AMOX", ["Amoxicillin 500 mg kapsul", "Zelvora 500 tablet"]),
        ("500mg amox", ["Amoxicillin 500 mg kapsul"]),
        ("amox sirup", ["Amoxicillin 125 mg/5 ml sirup kering"]),
        ("amox dry syrup", ["Amoxicillin 125 mg/5 ml sirup kering"]),
        ("zel", ["Zelvora 500 tablet"]),
        ("paracetamol", ["Parasetamol 500 mg tablet"]),
        ("girin amox", ["Amoxicillin 125 mg/5 ml sirup kering"]),
        ("amlodipine 5", ["Amlodipine 5 mg", "Amlodipine 50 mg"]),
        ("vit c", ["Vitamin C 50 mg", "Vitamin B12 50 mcg"]),
        ("", []),
        ("  ?! ", []),
        ("nothing", []),
    ],
)
def test_found(index: SearchIndex, text: str, expected: list[str]) -> None:
    outcome = search_index(index, text, limit=10)
    assert (names(outcome), outcome.total) == (expected, len(expected))
    assert outcome.corrected is None


@pytest.mark.rows("CAT-12")
@pytest.mark.parametrize(
    ("text", "corrected", "first"),
    [
        ("amoxilin", "amoxicillin", "Amoxicillin 500 mg kapsul"),
        ("amoxilin 500", "amoxicillin 500", "Amoxicillin 500 mg kapsul"),
        ("para cetamol", "paracetamol", "Parasetamol 500 mg tablet"),
        ("vitaminc", "vitamin c", "Vitamin C 50 mg"),
        ("vitamin b 12", "vitamin b12", "Vitamin B12 50 mcg"),
        ("co trimoxazole", "cotrimoxazole", "Cotrimoxazole 480 mg"),
        ("amlodpine", "amlodipine", "Amlodipine 5 mg"),
    ],
)
def test_mended(index: SearchIndex, text: str, corrected: str, first: str) -> None:
    outcome = search_index(index, text, limit=10)
    assert (outcome.corrected, names(outcome)[0]) == (corrected, first)
    assert outcome.unmatched == ()


def test_a_word_that_nothing_has_is_told(index: SearchIndex) -> None:
    outcome = search_index(index, "qqqqq zelvora", limit=10)
    assert (names(outcome), outcome.unmatched) == (["Zelvora 500 tablet"], ("qqqqq",))
    assert search_index(index, "qqqqq", limit=10) == SearchOutcome(unmatched=("qqqqq",))


def test_one_word_may_be_missing_when_no_product_has_them_all(index: SearchIndex) -> None:
    outcome = search_index(index, "zelvora kapsul 500", limit=2)
    assert names(outcome) == ["Zelvora 500 tablet", "Amoxicillin 500 mg kapsul"]


def test_blocked_products_are_found_only_when_asked_for(index: SearchIndex) -> None:
    assert names(search_index(index, "forte", limit=10)) == []
    found = search_index(index, "forte", limit=10, only_active=False)
    assert names(found) == ["Zelvora Forte 1 g tablet"]


def test_the_limit_cuts_and_the_total_tells(index: SearchIndex) -> None:
    outcome = search_index(index, "amox", limit=1)
    assert (len(outcome.product_ids), outcome.total) == (1, 3)


def test_only_the_first_words_of_a_paste_count(index: SearchIndex) -> None:
    outcome = search_index(index, "zelvora " * 500, limit=3)
    assert names(outcome) == ["Zelvora 500 tablet"]
