"""What a product seems to be when its name fills what its fields leave open."""

from __future__ import annotations

import pytest

from theriac.domains.catalog.medicines.suggestion import suggested

pytestmark = pytest.mark.rows("CAT-03")
KNOWN = {"amoxicillin": "Amoxicillin", "clavulanic acid": "Clavulanic acid"}


@pytest.mark.parametrize(
    ("name", "substance", "strength", "form", "expected"),
    [
        ("Amoxicillin 500 mg kapsul", "", "", "", "Amoxicillin 500 mg capsule"),
        ("Amoxan kapsul 500mg", "Amoxicillin", "", "", "Amoxicillin 500mg capsule"),
        (
            "Amoxicillin 500 mg + clavulanic acid 125 mg tab",
            "",
            "",
            "",
            "Amoxicillin 500 mg + clavulanic acid 125 mg tablet",
        ),
        ("Amoxan 500 mg kapsul", "", "", "", None),
        ("Amoxicillin kapsul", "", "", "", None),
        ("Amoxicillin 500 mg", "", "", "", None),
    ],
)
def test_the_name_fills_the_gaps(
    name: str, substance: str, strength: str, form: str, expected: str | None
) -> None:
    found = suggested(name, substance, "", strength, form, substances=KNOWN)
    assert (found.name if found else None) == expected
