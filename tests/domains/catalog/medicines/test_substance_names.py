"""Which substance a typed text names; the counter's reading beside it is in its own tests."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.medicines.substance_names import keys_named

KEYS = ["amoxicillin", "paracetamol", "vitamin c", "vitamin b12", "clavulanic acid"]
NAMED = [
    ("amoxicillin", {"amoxicillin"}),
    ("Amoksisilin 500", {"amoxicillin"}),
    ("amox", {"amoxicillin"}),
    ("acetaminophen", {"paracetamol"}),
    ("pct", {"paracetamol"}),
    ("vitamin c 500 mg", {"vitamin c"}),
    ("vita", {"vitamin c", "vitamin b12"}),
    ("500 amoxicillin", set()),
    ("panadol", set()),
    ("amo", set()),
    ("", set()),
]


@pytest.mark.rows("CAT-03")
@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_text_names_a_substance_by_its_name_its_sound_or_another_word(
    text: str, expected: set[str]
) -> None:
    assert keys_named(text, KEYS) == expected
