"""Words and numbers as people write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.catalog.search.text import LONGEST_QUERY, number, plain, query_tokens, tokens


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amoxicillin 500 mg", ["amoxicillin", "500", "mg"]),
        ("AMOXICILLIN 500MG", ["amoxicillin", "500", "mg"]),
        ("125mg/5ml", ["125", "mg", "5", "ml"]),
        ("125 mg / 5 mL", ["125", "mg", "5", "ml"]),
        ("Vitamin B12", ["vitamin", "b12"]),
        ("vit. B-12", ["vit", "b", "12"]),
        ("Amoxsan500", ["amoxsan", "500"]),
        ("10x10", ["10", "x", "10"]),
        ("5% dextrose", ["5", "%", "dextrose"]),
        ("Crème Brûlée", ["creme", "brulee"]),
        ("St. John's wort", ["st", "johns", "wort"]),
        ("co-trimoxazole", ["co", "trimoxazole"]),
        ("1 gm", ["1", "g"]),
        ("50 µg", ["50", "mcg"]),
        ("gm tablets", ["gm", "tablets"]),
        ("Ａｍｏｘ ５００", ["amox", "500"]),
        ("½ tablet", ["1", "2", "tablet"]),
        ("Łódź Straße", ["lodz", "strasse"]),
        ("अमोक्सिसिलिन 500", ["अमोक्सिसिलिन", "500"]),
        ("😀 ✓ — …", []),
        ("", []),
        ("  \t\n", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("500", "500"),
        ("0500", "500"),
        ("0", "0"),
        ("000", "0"),
        ("2,5", "2.5"),
        ("2.50", "2.5"),
        ("5.0", "5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1.000", "1000"),
        ("1,000", "1000"),
        ("100.000", "100000"),
        ("1.000.000", "1000000"),
        ("1,000.50", "1000.5"),
        ("1.000.00", "1000"),
    ],
)
def test_one_form_for_a_number(written: str, expected: str) -> None:
    assert number(written) == expected


def test_a_paste_by_mistake_is_cut() -> None:
    assert [token.text for token in query_tokens("a" * 5000)] == ["a" * LONGEST_QUERY]


@given(st.text())
def test_words_are_stable(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found or any(part.isdigit() for part in found)
    assert all(part and " " not in part and "\n" not in part for part in found)


@given(st.text())
def test_case_and_composition_make_no_difference(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.shared
def test_naughty_strings_become_words_or_nothing(shared: Path) -> None:
    naughty = json.loads((shared / "data/hostile/text/blns.json").read_text("utf-8"))
    assert len(naughty) > 400
    for text in naughty:
        assert all(part.strip() == part and "\n" not in part for part in words(text))
