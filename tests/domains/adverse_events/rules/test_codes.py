"""The words of a report's codes."""

from __future__ import annotations

import pytest
from django.utils import translation

from theriac.domains.adverse_events.rules.codes import age_words


@pytest.mark.parametrize(
    ("age", "unit", "english", "indonesian"),
    [
        (15, "years", "15 years", "15 tahun"),
        (1, "years", "1 year", "1 tahun"),
        (1, "months", "1 month", "1 bulan"),
        (9, "days", "9 days", "9 hari"),
        (None, "years", "", ""),
    ],
)
def test_an_age_reads_in_its_unit(
    age: int | None, unit: str, english: str, indonesian: str
) -> None:
    assert age_words(age, unit) == english
    with translation.override("id"):
        assert age_words(age, unit) == indonesian
