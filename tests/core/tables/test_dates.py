"""Days as they stand on packs and in lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from theriac.core.tables.cells import Cell
from theriac.core.tables.dates import UnreadableDay, guess_order, read_day


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("31/12/2027", "dmy", date(2027, 12, 31)),
        ("1.3.27", "dmy", date(2027, 3, 1)),
        ("12/31/2027", "mdy", date(2027, 12, 31)),
        ("2027-03-01", "dmy", date(2027, 3, 1)),
        ("2027-03-01T00:00:00", "dmy", date(2027, 3, 1)),
        ("02/2027", "dmy", date(2027, 2, 28)),
        ("02/2028", "dmy", date(2028, 2, 29)),
        ("2027-02", "dmy", date(2027, 2, 28)),
        ("Mar 2027", "dmy", date(2027, 3, 31)),
        ("Okt-27", "dmy", date(2027, 10, 31)),
        ("2027 Mar", "dmy", date(2027, 3, 31)),
        ("31 Agustus 2027", "mdy", date(2027, 8, 31)),
        ("Aug 31, 2027", "dmy", date(2027, 8, 31)),
        ("20270331", "dmy", date(2027, 3, 31)),
        ("202702", "dmy", date(2027, 2, 28)),
        ("46752", "dmy", date(2027, 12, 31)),
        (Decimal(46752), "dmy", date(2027, 12, 31)),
        (date(2027, 1, 2), "dmy", date(2027, 1, 2)),
    ],
)
def test_it_reads_days_and_months(text: Cell, order: str, day: date) -> None:
    assert read_day(text, order) == day


@pytest.mark.parametrize(
    ("text", "reason", "numbers"),
    [
        ("31/02/2027", "day", {"day": 31, "month": 2}),
        ("0/02/2027", "day", {"day": 0, "month": 2}),
        ("13/2027", "month", {"month": 13}),
        ("12/31/2027", "month", {"month": 31}),
        ("00/2027", "month", {"month": 0}),
        ("31 Foo 2027", "written", {}),
        ("2027", "written", {}),
        ("123", "written", {}),
        ("1/2/3/4", "written", {}),
        ("31/12/20270", "written", {}),
        ("soon", "written", {}),
        ("", "written", {}),
        (Decimal("12.5"), "written", {}),
    ],
)
def test_it_says_why_not(text: Cell, reason: str, numbers: dict[str, int]) -> None:
    with pytest.raises(UnreadableDay) as refusal:
        read_day(text)
    assert (refusal.value.reason, refusal.value.numbers) == (reason, numbers)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["01/02/2027", "03/04/2027"], "dmy"),
        (["01/02/2027", "12/31/2027"], "mdy"),
        (["27/12/31", "32/11/30"], "ymd"),
        ([], "dmy"),
    ],
)
def test_the_order_that_reads_most_is_guessed(texts: list[str], order: str) -> None:
    assert guess_order(texts) == order
