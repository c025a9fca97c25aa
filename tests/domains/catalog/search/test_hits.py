"""Which documents a word matches, and how well."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.catalog.search.documents import SearchableProduct, document_of
from theriac.domains.catalog.search.hits import STEP, guesses_of, levels_of
from theriac.domains.catalog.search.index import SearchIndex
from theriac.domains.catalog.search.text import query_tokens

NAMES = ("Amoxicillin 500", "Amoksan", "Paracetamol", "Parasetamol 5000", "Zelvora", "Ampicillin")


@pytest.fixture
def index() -> SearchIndex:
    made = SearchIndex()
    made.put(
        document_of(
            SearchableProduct(
                UUID(int=number), name, manufacturer="Amoxa Labs", barcodes=[f"29012345000{number}"]
            )
        )
        for number, name in enumerate(NAMES)
    )
    return made


Found = dict[tuple[int, int], list[str]]
"""The products by how well a word fits them, and where it stands."""


def matches(index: SearchIndex, word: str) -> Found:
    (token,) = query_tokens(word)
    return {
        divmod(cost, STEP): [name for number, name in enumerate(NAMES) if bits >> number & 1]
        for cost, bits in sorted(levels_of(index, token).items())
    }


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("paracetamol", {(0, 0): ["Paracetamol"], (1, 0): ["Parasetamol 5000"]}),
        ("parac", {(1, 0): ["Paracetamol"], (2, 0): ["Parasetamol 5000"]}),
        ("500", {(0, 1): ["Amoxicillin 500"], (6, 1): ["Parasetamol 5000"]}),
        ("z", {(6, 0): ["Zelvora"]}),
        ("ze", {(6, 0): ["Zelvora"]}),
        ("290123450004", {(0, 0): ["Zelvora"]}),
        ("2901234500", {(3, 0): list(NAMES)}),
        ("0290123450004", {(0, 0): ["Zelvora"]}),
        ("xyz", {}),
        ("%", {}),
    ],
)
def test_cost(index: SearchIndex, word: str, expected: Found) -> None:
    assert matches(index, word) == expected


def test_sound_and_maker(index: SearchIndex) -> None:
    found = matches(index, "amoxa")
    assert found[2, 0] == ["Amoksan"]
    assert found[3, 4] == list(NAMES)


def guesses(index: SearchIndex, word: str) -> list[tuple[int, str]]:
    (token,) = query_tokens(word)
    found = guesses_of(index, token, index.mask(only_active=True))
    return [(guess.cost, guess.word) for guess in found]


def test_guesses_put_the_likeliest_first_and_others_well_behind(index: SearchIndex) -> None:
    found = [(5, "amoxicillin"), (5, "amoxycillin"), (10, "ampicillin")]
    assert guesses(index, "amoxilin") == found
    assert guesses(index, "ampicilin") == []


def test_a_wrong_first_letter(index: SearchIndex) -> None:
    assert guesses(index, "relvora") == [(4, "zelvora")]
    assert guesses(index, "ezlvora") == [(4, "zelvora")]


@pytest.mark.parametrize("word", ["zel", "rel", "12345", "zzzzqqq", "सिरप"])
def test_no_guess(index: SearchIndex, word: str) -> None:
    assert guesses(index, word) == []
