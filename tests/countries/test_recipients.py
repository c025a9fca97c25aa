"""For which classes the law asks for the patient, from a day on."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.countries.recipients import RecipientRule, asks_patient
from theriac.countries.registry import PROFILES

TODAY = date(2026, 11, 20)


@pytest.mark.rows("CAT-08")
@pytest.mark.parametrize(
    ("country", "asked"),
    [("id", {"psikotropika", "narkotika"}), ("in", {"H1", "X", "NDPS"}), ("generic", {"cd"})],
)
def test_the_classes_of_a_country(country: str, asked: set[str]) -> None:
    profile = PROFILES[country]
    classes = {one.code for one in profile.legal_classes}
    found = {one for one in classes if asks_patient(profile.recipients, one, TODAY)}
    assert found == asked
    assert all(str(rule.source) for rule in profile.recipients)


def test_the_row_in_force_on_the_day_counts() -> None:
    india = PROFILES["in"].recipients
    assert asks_patient(india, "H1", date(2013, 8, 30))
    assert not asks_patient(india, "H1", date(2013, 8, 29))
    ended = RecipientRule(legal_class="H1", valid_from=TODAY, asked=False, source="repealed")
    assert not asks_patient([*india, ended], "H1", TODAY)
