"""Every fault has its sentences, in both languages, whatever fills them."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from theriac.domains.catalog.imports.faults import FAULTS, LOOKS, RowFault, fault_words

FACTS: dict[str, str | int] = {
    "row": 12,
    "limit": 200,
    "example": "12.500",
    "style": "1.234,56",
    "month": 2,
    "day": 31,
    "product": "Oralit",
    "value": "xyz",
    "taken": "keras",
    "kept": "Loratadine 10 mg tablet",
    "known": "yes, no",
    "unit": "tablet",
    "units": 100,
    "sizes": "1, 10, 15",
    "cost": "Rp 4.000",
    "price": "Rp 98.000",
    "quantity": 30,
    "sentence": "Why.",
}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("code", sorted(FAULTS))
def test_a_fault_speaks(code: str, language: str) -> None:
    with translation.override(language):
        words = fault_words(code, FACTS)
    assert words.reason.endswith((".", "…"))
    assert re.search(r"%\(|{", words.reason + words.remedy) is None
    assert (words.remedy == "") == (code == "refused")


def test_a_month_is_named_in_the_readers_language() -> None:
    params = {"day": 31, "month": 2, "example": "02/2027"}
    assert fault_words("no_day", params).reason == "The date 31 February doesn’t exist."
    with translation.override("id"):
        assert "Februari" in fault_words("no_day", params).reason


def test_the_code_decides_what_follows() -> None:
    assert set(FAULTS) >= LOOKS
    assert RowFault("", "", "cut").consequence == "look"
    assert RowFault("", "", "name_empty").consequence == "left_out"
