"""Each country has a form with all parts; a period is the law's, else the pharmacy's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from theriac.countries.adverse_events.rules import (
    GENERIC_FORMS,
    FormPart,
    form_on,
    report_due,
)
from theriac.countries.dated import NotInForce
from theriac.countries.registry import PROFILES

pytestmark = pytest.mark.rows("EXT-02")
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("country", sorted(PROFILES))
def test_every_form_has_each_part_once(country: str) -> None:
    form = form_on(PROFILES[country].adverse_events, DAY)
    assert sorted(part for part, _title in form.sections) == sorted(FormPart)
    assert form.serious_days is None
    with pytest.raises(NotInForce):
        form_on(PROFILES[country].adverse_events, date(1900, 1, 1))


def test_the_laws_days_go_before_the_pharmacys_own() -> None:
    (form,) = GENERIC_FORMS
    assert report_due(form, DAY, None) is None
    assert report_due(form, DAY, 15) == date(2026, 12, 5)
    assert report_due(replace(form, serious_days=7), DAY, 15) == date(2026, 11, 27)
