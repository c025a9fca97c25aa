"""Directions as they are written: read, or handed back, never guessed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.dosage.facts import dosage_of, facts_of
from theriac.domains.dosage.notation.read import MOST_LETTERS, read_direction
from theriac.domains.dosage.notation.vocabulary import unit_named
from theriac.domains.dosage.terms import DoseUnit

THREE = {"dose": "1", "unit": "tablet", "frequency": 3}
ML = {"dose": "5", "unit": "ml", "frequency": 3}
NIGHT_TOO = [["MORN", "1"], ["NIGHT", "1"]]


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("3 dd 1 tab pc", {**THREE, "meal": "PC"}),
        ("S. 3.d.d. I tab p.c.", {**THREE, "meal": "PC"}),
        ("3 dd tab I", THREE),
        ("s 2 dd 1", {"dose": "1", "frequency": 2}),
        ("1 tab TDS x 7d", {**THREE, "duration": 7}),
        ("3x1 tab", THREE),
        ("1 tab x 3 x 7", {**THREE, "duration": 7}),
        (
            "sehari 3 kali 1 tablet setelah makan selama 7 hari",
            THREE | {"meal": "PC", "duration": 7},
        ),
        ("1 tablet 3 x sehari sesudah makan", {**THREE, "meal": "PC"}),
        ("take one tablet three times a day for seven days", {**THREE, "duration": 7}),
        ("3 dd cth 1 ac", {**ML, "meal": "AC"}),
        ("3x/hari 1 sendok teh", ML),
        ("1-0-1", {"portions": NIGHT_TOO}),
        ("1 tab bd morning and night", {"unit": "tablet", "portions": NIGHT_TOO}),
        ("½-0-1½", {"portions": [["MORN", "1/2"], ["NIGHT", "3/2"]]}),
        ("1-1-1-1", {"portions": [["MORN", "1"], ["NOON", "1"], ["EVE", "1"], ["NIGHT", "1"]]}),
        ("1 dd 1 tab hs", {"unit": "tablet", "portions": [["HS", "1"]]}),
        ("0,5 ml tds", {"dose": "1/2", "unit": "ml", "frequency": 3}),
        ("0.125 mg od", {"dose": "1/8", "unit": "mg", "frequency": 1}),
        ("2 drops OD tds", {"dose": "2", "unit": "drop", "frequency": 3, "route": "right-eye"}),
        ("1 tab weekly", {"dose": "1", "unit": "tablet", "frequency": 1, "period_unit": "wk"}),
        (
            "half a tablet bd x 5/7",
            {"dose": "1/2", "unit": "tablet", "frequency": 2, "duration": 5},
        ),
        ("1 tab stat", {"dose": "1", "unit": "tablet", "once": True}),
        ("apply bd ue", {"unit": "application", "frequency": 2, "route": "external"}),
        (
            "1-2 tabs every 4-6 hours prn max 8 tablets a day",
            {
                "dose": "1",
                "dose_high": "2",
                "unit": "tablet",
                "frequency": 1,
                "period": 4,
                "period_high": 6,
                "period_unit": "h",
                "as_needed": True,
                "most_a_day": "8",
            },
        ),
    ],
)
def test_what_has_one_meaning_is_read(written: str, facts: dict[str, Any]) -> None:
    read = read_direction(written)
    assert read.dosage is not None, read
    assert facts_of(read.dosage) == facts
    assert dosage_of(facts_of(read.dosage)) == read.dosage
    assert read.is_whole


@pytest.mark.parametrize(
    ("written", "ways"),
    [
        ("1x3x7", [("3", 1), ("1", 3)]),
        ("3x1", [("1", 3), ("3", 1)]),
        ("2 x 500 mg", [("500", 2), ("1000", 0)]),
    ],
)
def test_what_has_two_meanings_is_handed_back_with_both(
    written: str, ways: list[tuple[str, int]]
) -> None:
    read = read_direction(written)
    assert read.dosage is None
    assert [(str(one.dose), one.frequency) for one in read.choices] == ways


def test_in_indonesia_three_times_one_is_that_and_one_times_three_stays_a_question() -> None:
    read = read_direction("3x1", times_first=True)
    assert read.dosage is not None
    assert (read.dosage.frequency, read.dosage.dose) == (3, Fraction(1))
    assert len(read_direction("1x3", times_first=True).choices) == 2
    mass = read_direction("3x500 mg", times_first=True).dosage
    assert mass is not None
    assert (mass.frequency, mass.dose) == (3, Fraction(500))


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("1 tab x 3", ("x", "3")),
        ("1.000 mg bd", ("1.000",)),
        ("2 tab tds not before 9", ("not", "before", "9")),
        ("10 u bd", ("10", "u")),
        ("3 dd c 1", ("c", "1")),
        ("s u.c.", ("uc",)),
    ],
)
def test_words_with_no_sure_meaning_are_left_and_nothing_is_whole(
    written: str, rest: tuple[str, ...]
) -> None:
    read = read_direction(written)
    assert read.rest == rest
    assert not read.is_whole


@pytest.mark.parametrize(
    "written",
    [
        *("1 tab tds bd", "3 dd 1 malam", "3 tabs a day", "1 gtt od", "0-0-0", "25 dd 1"),
        *("1 tab tds 400 days", "20000 tab bd", "6-4 tab tds", "tiap 8-6 jam 1 tab"),
        *("1 tab tds max 0 tab a day", "4 tab bd max 2 tab a day", "q0h 1 tab", "1-2 tab pagi"),
    ],
)
def test_contradictions_and_what_nobody_takes_give_no_dosage(written: str) -> None:
    read = read_direction(written)
    assert read.dosage is None
    assert read.clashes


def test_a_long_text_is_left_unread() -> None:
    assert read_direction("1 tab tds " * 50).rest == (("1 tab tds " * 50)[:MOST_LETTERS],)
    assert read_direction("").dosage is None


@given(st.text(alphabet="0123456789 x-/.,½dtabsmgoqprnhac\n", max_size=40))
def test_any_text_is_read_without_an_error_and_comes_back(text: str) -> None:
    read = read_direction(text, times_first=len(text) % 2 == 0)
    for dosage in filter(None, (read.dosage, *read.choices)):
        assert dosage_of(facts_of(dosage)) == dosage


def test_a_products_base_unit_is_known_by_its_word() -> None:
    assert unit_named(" Kapsul") is DoseUnit.CAPSULE
    assert unit_named("box") is None


def test_only_its_own_facts_are_taken_back() -> None:
    with pytest.raises(KeyError):
        dosage_of({"strength": "1"})
