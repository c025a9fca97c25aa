"""What the index takes of a product."""

from __future__ import annotations

from uuid import UUID

import pytest

from theriac.domains.catalog.search.documents import (
    MOST_TERMS,
    SearchableProduct,
    WordPosition,
    document_of,
    packed,
    unpacked,
)

PRODUCT = UUID("01a0c450-6c00-7000-8000-000000000000")


def places(**fields: object) -> dict[WordPosition, tuple[str, ...]]:
    document = document_of(SearchableProduct(PRODUCT, **{"name": "X", **fields}))  # type: ignore[arg-type]
    return dict(zip(WordPosition, (tuple(terms) for terms in document.places), strict=True))


def test_each_word_stands_once_at_its_best_place() -> None:
    found = places(
        name="Amoxicillin 500mg Tab",
        generic_name="Amoxicillin",
        substance="amoxicillin trihydrate",
        strength="500 mg",
        dose_form="tablet",
        manufacturer="Tab Farma",
    )
    assert found == {
        WordPosition.BEGINNING: ("amoxicillin",),
        WordPosition.NAME: ("500", "mg", "tab"),
        WordPosition.CONTENT: ("trihydrate", "tablet"),
        WordPosition.OTHER_WORD: ("amoxycillin", "0.5", "g"),
        WordPosition.MAKER: ("farma",),
    }


@pytest.mark.parametrize(
    ("strength", "other"),
    [
        ("1 g", ("1000", "mg")),
        ("500 mg", ("0.5", "g")),
        ("0.25 mg", ("250", "mcg")),
        ("50 mcg", ("0.05", "mg")),
        ("12.5 mg", ()),
        ("1%", ()),
        ("5000 IU", ()),
    ],
)
def test_the_same_strength_in_other_units(strength: str, other: tuple[str, ...]) -> None:
    assert places(strength=strength)[WordPosition.OTHER_WORD] == other


def test_joined_spellings() -> None:
    assert "cotrimoxazole" in places(name="Co-trimoxazole")[WordPosition.OTHER_WORD]
    assert "b12" in places(name="Vitamin B 12")[WordPosition.OTHER_WORD]


def test_other_names() -> None:
    assert "pct" in places(name="Paracetamol")[WordPosition.OTHER_WORD]
    assert {"tetes", "mata"} <= {*places(name="X eye drops")[WordPosition.OTHER_WORD]}


def test_codes_lose_their_zeros_and_own_codes_are_words() -> None:
    document = document_of(
        SearchableProduct(PRODUCT, "X", barcodes=["08999345145069", "INT-0001", "0", "1" * 16])
    )
    assert document.codes == ("8999345145069",)
    assert tuple(document.places[WordPosition.OTHER_WORD]) == ("int", "1", "0", "1" * 16)


def test_packing_keeps_everything() -> None:
    document = document_of(
        SearchableProduct(PRODUCT, "Zelvora 5%", "Calamine", barcodes=["2900001000000"])
    )
    again = unpacked(PRODUCT, packed(document), 7, active=True)
    assert packed(again) == packed(document)
    assert again.places == [list(terms) for terms in document.places]
    assert (again.order_name, again.codes) == ("zelvora 5 %", ["2900001000000"])


def test_a_name_without_letters_is_still_a_document() -> None:
    document = document_of(SearchableProduct(PRODUCT, "😀"))
    assert packed(document) == "\n\n\n\n\n\n"
    assert unpacked(PRODUCT, packed(document), 0, active=True).places == [[]] * 5


def test_a_name_beyond_reason_is_cut() -> None:
    document = document_of(SearchableProduct(PRODUCT, " ".join(f"w{n}x" for n in range(1000))))
    assert sum(len(terms) for terms in document.places) == MOST_TERMS
