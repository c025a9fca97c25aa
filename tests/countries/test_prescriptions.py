"""For how long a prescription may be dispensed: the law's dated row, else the pharmacy's days."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.countries.prescriptions import (
    PaperFault,
    PrescriptionRule,
    days_valid,
    last_day,
    paper_fault,
)
from theriac.countries.registry import PROFILES

TODAY = date(2026, 11, 20)
RULES = (
    PrescriptionRule(legal_class="rx", valid_from=date(2000, 1, 1), days=None, source="custom"),
    PrescriptionRule(legal_class="rx", valid_from=date(2026, 7, 1), days=28, source="a law"),
)


@pytest.mark.rows("CAT-08")
@pytest.mark.parametrize("country", sorted(PROFILES))
def test_every_class_on_prescription_has_a_row_and_no_other(country: str) -> None:
    profile = PROFILES[country]
    on_prescription = {one.code for one in profile.legal_classes if one.needs_prescription}
    assert {rule.legal_class for rule in profile.prescriptions} == on_prescription
    for code in on_prescription:
        assert days_valid(profile.prescriptions, code, TODAY, 30) == 30
    assert all(str(rule.source) and not rule.is_confirmed for rule in profile.prescriptions)


@pytest.mark.rows("CAT-08")
def test_the_laws_days_take_the_place_of_the_pharmacys_own() -> None:
    assert days_valid(RULES, "rx", date(2026, 6, 30), 90) == 90
    assert days_valid(RULES, "rx", date(2026, 7, 1), 90) == 28
    assert days_valid(RULES, "rx", date(1999, 12, 31), 90) is None
    assert days_valid(RULES, "otc", TODAY, 90) is None


def test_the_strictest_of_the_lines_holds_and_no_day_is_made_of_a_wrong_date() -> None:
    assert last_day(date(2026, 11, 1), [30, None, 7], TODAY) == date(2026, 11, 8)
    assert last_day(date(2026, 11, 1), [None], TODAY) is None
    assert last_day(None, [30], TODAY) is None
    assert last_day(date.max, [30], TODAY) is None


@pytest.mark.parametrize(
    ("written_on", "until", "fault"),
    [
        (None, None, PaperFault.UNDATED),
        (date(2026, 11, 21), None, PaperFault.FUTURE),
        (date(2026, 11, 1), date(2026, 11, 19), PaperFault.TOO_OLD),
        (date(2026, 11, 1), TODAY, None),
        (date(2026, 11, 1), None, None),
    ],
)
def test_what_is_wrong_with_a_date(
    written_on: date | None, until: date | None, fault: PaperFault | None
) -> None:
    assert paper_fault(written_on, until, TODAY) is fault
