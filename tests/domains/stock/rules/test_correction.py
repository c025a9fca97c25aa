"""When a batch's label may be changed by one person alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from theriac.domains.stock.rules.correction import BatchLabel, wants_second_person

TODAY = date(2026, 11, 23)
SOON, LATER = TODAY + timedelta(days=50), TODAY + timedelta(days=400)
OVER = TODAY - timedelta(days=1)


@pytest.mark.rows("STK-01")
@pytest.mark.parametrize(
    ("before", "after", "is_traded", "wanted"),
    [
        (("B1", SOON), ("B1", LATER), False, True),
        (("B1", SOON), ("B1", None), False, True),
        (("B1", OVER), ("B1", LATER), False, True),
        (("B1", LATER), ("B1", SOON), False, False),
        (("B1", LATER), ("B1", SOON), True, True),
        (("B1", LATER), ("B2", LATER), False, False),
        (("B1", LATER), ("B2", LATER), True, True),
        (("B1", OVER), ("B2", OVER), False, True),
        (("B1", OVER), ("B1", OVER), True, False),
        (("", None), ("B1", LATER), True, False),
        (("", LATER), ("B1", LATER), True, False),
        (("B1", None), ("", LATER), True, True),
    ],
)
def test_what_another_person_is_asked_about(
    before: tuple[str, date | None],
    after: tuple[str, date | None],
    is_traded: bool,
    wanted: bool,
) -> None:
    labels = BatchLabel(*before), BatchLabel(*after)
    assert wants_second_person(*labels, is_traded=is_traded, today=TODAY) is wanted
