"""A licence warns 90, 30 and 7 days before its end, and is expired the day after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from theriac.domains.accounts.rules import Due, due

TODAY = date(2026, 6, 15)


@pytest.mark.rows("SEC-02")
@pytest.mark.parametrize(
    ("days", "warning"),
    [
        (91, None),
        (90, Due.QUARTER),
        (31, Due.QUARTER),
        (30, Due.MONTH),
        (8, Due.MONTH),
        (7, Due.WEEK),
        (0, Due.WEEK),
        (-1, Due.EXPIRED),
    ],
)
def test_each_day_has_one_warning(days: int, warning: Due | None) -> None:
    assert due(TODAY + timedelta(days=days), TODAY) is warning


def test_a_licence_without_an_end_never_warns() -> None:
    assert due(None, TODAY) is None
