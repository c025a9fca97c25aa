"""Which products may be one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations
from random import Random
from typing import Any
from uuid import UUID

import pytest

from theriac.domains.catalog.merges import likeness
from theriac.domains.catalog.merges.likeness import Likeness, Looked, name_key, pairs_alike

pytestmark = pytest.mark.rows("CAT-17")
ONE, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
GENERIC, ELSE, MAKER = UUID(int=10), UUID(int=11), UUID(int=20)


def looked(key: UUID, name: str, **more: Any) -> Looked:
    return Looked(id=key, name=name, **{"base_unit": "tablet", "legal_class": "bebas", **more})


def reasons(*products: Looked) -> list[tuple[UUID, UUID, tuple[Likeness, ...]]]:
    return [(pair.one, pair.other, pair.reasons) for pair in pairs_alike(products)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paracetamol 500 mg tablet", "PARACETAMOL 500mg Tab."),
        ("Amoxicillin 500 mg kaplet", "Amoxicilin 500mg caplet"),
        ("Sanmol 500", "500 sanmol"),
    ],
)
def test_like_names(one: str, other: str) -> None:
    assert reasons(looked(ONE, one), looked(OTHER, other)) == [(ONE, OTHER, (Likeness.NAME,))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amlodipine 5 mg tablet", "Amlodipine 10 mg tablet"),
        ("Paracetamol 500 mg", "Pantoprazole 40 mg"),
        ("Cefixime 100 mg", "Cefadroxil 100 mg"),
        ("Galuh sarung tangan periksa M", "Galuh sarung tangan periksa L"),
        ("Galuh sarung tangan periksa XL", "Galuh sarung tangan periksa XXL"),
        ("Vitamin C 50 mg tablet isi 10", "Vitamin E 50 mg tablet isi 10"),
    ],
)
def test_other_strengths_and_names_are_others(one: str, other: str) -> None:
    assert reasons(looked(ONE, one), looked(OTHER, other)) == []


def test_the_digits_of_a_code_count_without_zeros_in_front() -> None:
    one = looked(ONE, "Bodrex", codes=("08991234567891",))
    assert reasons(one, looked(OTHER, "Obat pusing", codes=("8991234567891 ",))) == [
        (ONE, OTHER, (Likeness.CODE,))
    ]
    assert reasons(looked(ONE, "A", codes=("12",)), looked(OTHER, "B", codes=("012",))) == []


def test_equivalents_of_other_makers_are_no_duplicates() -> None:
    same = {"generic_id": GENERIC, "manufacturer_id": MAKER, "factors": (1, 10)}
    other_maker = {**same, "manufacturer_id": THIRD}
    assert reasons(looked(ONE, "Sanmol", **same), looked(OTHER, "Biogesic", **other_maker)) == []
    assert reasons(looked(ONE, "Sanmol", **same), looked(OTHER, "Paracetamol", **same)) == [
        (ONE, OTHER, (Likeness.MEDICINE,))
    ]


def test_one_name_of_two_makers_is_two_products_unless_they_share_a_code() -> None:
    name = "Acarbose 100 mg tablet"
    one = looked(ONE, name, generic_id=GENERIC, manufacturer_id=MAKER, codes=("8991234567891",))
    other = looked(OTHER, name, generic_id=GENERIC, manufacturer_id=THIRD)
    unknown = looked(OTHER, name, generic_id=GENERIC)
    coded = looked(OTHER, name, manufacturer_id=THIRD, codes=("08991234567891",))
    assert reasons(one, other) == []
    assert reasons(one, unknown) == [(ONE, OTHER, (Likeness.NAME,))]
    assert reasons(one, coded) == [(ONE, OTHER, (Likeness.CODE, Likeness.NAME))]


def test_what_cannot_be_merged_is_not_proposed() -> None:
    one = looked(ONE, "Sanmol 500", generic_id=GENERIC)
    for more in ({"generic_id": ELSE}, {"base_unit": "ml"}, {"legal_class": "keras"}):
        assert reasons(one, looked(OTHER, "Sanmol 500", **more)) == []


def test_more_reasons_stand_first() -> None:
    found = reasons(
        looked(ONE, "Zink 20 mg", codes=("8991234567891",)),
        looked(OTHER, "Zink 20mg", codes=("08991234567891",)),
        looked(THIRD, "Antasida 500"),
        looked(UUID(int=4), "Antasida 500"),
    )
    assert [pair[2] for pair in found] == [(Likeness.CODE, Likeness.NAME), (Likeness.NAME,)]


def test_a_crowd_of_one_name_says_nothing() -> None:
    assert pairs_alike([looked(UUID(int=n), "Obat") for n in range(1, 60)]) == []


def test_the_key_has_neither_order_nor_spacing() -> None:
    assert name_key("Paracetamol tab. 500mg") == name_key("500 MG paracetamol tablet")


def _like_by_each_pair(names: list[str]) -> set[tuple[int, int]]:
    """Which names are alike, every two of one beginning and of the same numbers compared whole."""
    found = set()
    for (place, one), (other_place, other) in combinations(enumerate(names), 2):
        first, second = name_key(one), name_key(other)
        matcher = SequenceMatcher(None, first, second, autojunk=False)
        agreeing = 2 * sum(block.size for block in matcher.get_matching_blocks())
        if agreeing * 10 >= (len(first) + len(second)) * 9:
            found.add((place, other_place))
    return found


def test_what_the_letters_rule_out_would_not_have_been_alike(rng: Random) -> None:
    words = ["paracetamol", "paracetamoll", "parasetamol", "parcetamol", "parafin", "paraffin"]
    endings = ["", " forte", " tab", " tablet", " sirup", " drop", " drops", " plus"]
    names = sorted({rng.choice(words) + rng.choice(endings) for _n in range(40)})
    products = [looked(UUID(int=place), name) for place, name in enumerate(names, start=1)]

    like = {(one.int - 1, other.int - 1) for one, other, _why in reasons(*products)}

    assert like == _like_by_each_pair(names)


def test_a_name_is_taken_apart_once_and_compared_only_with_what_it_may_be_like(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apart: list[str] = []
    compared: list[str] = []
    real = likeness._pieces

    class Watched(SequenceMatcher[str]):
        def set_seq1(self, a: Sequence[str]) -> None:
            if a:
                compared.append(str(a))
            super().set_seq1(a)

    def pieces(name: str) -> list[str]:
        apart.append(name)
        return real(name)

    monkeypatch.setattr(likeness, "_pieces", pieces)
    monkeypatch.setattr(likeness, "SequenceMatcher", Watched)
    letters = "abcdefghijklmnopqrst"
    names = [f"medicine {letter * 12} 5 mg" for letter in letters] + ["medicine aaaaaaaaaaab 5mg"]
    pairs = reasons(*(looked(UUID(int=at), name) for at, name in enumerate(names, start=1)))

    assert pairs == [(UUID(int=1), UUID(int=21), (Likeness.NAME,))]
    assert sorted(apart) == sorted(names)
    assert len(compared) == 1
