"""An expiry is read as packs print it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.surfaces.backoffice.stock.fields import UnreadableExpiry, read_expiry


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10/2027", date(2027, 10, 31)),
        ("02/2028", date(2028, 2, 29)),
        ("2/27", date(2027, 2, 28)),
        ("10-2027", date(2027, 10, 31)),
        (" 10 2027 ", date(2027, 10, 31)),
        ("15/10/2027", date(2027, 10, 15)),
        ("15.10.2027", date(2027, 10, 15)),
        ("2027-10-15", date(2027, 10, 15)),
        ("2027-10", date(2027, 10, 31)),
    ],
)
def test_a_month_alone_is_its_last_day(typed: str, day: date) -> None:
    assert read_expiry(typed) == day


@pytest.mark.rows("UX-05")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("13/2027", "There is no month 13. Enter 01 to 12."),
        ("00/2027", "There is no month 0. Enter 01 to 12."),
        ("31/02/2027", "This month has no day 31. Check the pack."),
        ("10/1999", "The year 1999 isn’t valid. Check the pack."),
        ("soon", "Enter the expiry as on the pack, for example 10/2027 or 31/10/2027."),
        ("10/2O27", "Enter the expiry as on the pack, for example 10/2027 or 31/10/2027."),
    ],
)
def test_what_cant_be_read_is_said(typed: str, said: str) -> None:
    with pytest.raises(UnreadableExpiry) as refused:
        read_expiry(typed)
    assert str(refused.value) == said


@given(st.text(max_size=20))
def test_anything_typed_is_a_day_or_a_sentence(typed: str) -> None:
    with suppress(UnreadableExpiry):
        assert 2000 <= read_expiry(typed).year <= 2099
