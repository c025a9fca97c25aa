from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True)
class Row:
    valid_from: date
    value: int


ROWS = (Row(date(2025, 1, 1), 1), Row(date(2025, 9, 22), 2))


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2025, 1, 1), 1),
        (date(2025, 9, 21), 1),
        (date(2025, 9, 22), 2),
        (date(2099, 1, 1), 2),
    ],
)
def test_the_row_of_a_day(on: date, value: int) -> None:
    assert row_in_force(ROWS, on).value == value


def test_before_the_first_row_nothing_is_known() -> None:
    with pytest.raises(NotInForce):
        row_in_force(ROWS, date(2024, 12, 31))
