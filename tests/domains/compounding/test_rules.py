"""How much is used, until when it is used: exact."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.compounding.rules import (
    DAYS,
    latest_use,
    price_of,
    share_of,
    share_words,
    units_used,
)

pytestmark = pytest.mark.rows("RX-12")
DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2", Fraction(2)),
        ("0,25", Fraction(1, 4)),
        ("0.3333", Fraction(3333, 10_000)),
        (" 1/4 ", Fraction(1, 4)),
        ("1 1/2", Fraction(3, 2)),
        ("5/3", Fraction(5, 3)),
    ],
)
def test_a_share_is_read_exactly(text: str, share: Fraction) -> None:
    assert share_of(text) == share


@pytest.mark.parametrize(
    "text",
    ["", "0", "0/4", "1/0", "-1", "½", "1e3", "1/99999", "9" * 50, "1,2,3", "١", "a"],
)
def test_what_is_no_share_is_none(text: str) -> None:
    assert share_of(text) is None


@given(st.integers(1, 1000), st.integers(1, 1000), st.integers(1, 1000))
def test_what_leaves_stock_is_the_least_whole_number_that_is_enough(
    over: int, under: int, units: int
) -> None:
    used = units_used(Fraction(over, under), units)
    assert used * under >= over * units > (used - 1) * under


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_a_share_is_read_back_as_it_was_written(over: int, under: int) -> None:
    assert share_of(share_words(over, under)) == Fraction(over, under)


def test_a_quarter_tablet_in_ten_capsules_takes_three_tablets() -> None:
    assert units_used(Fraction(1, 4), 10) == 3


@pytest.mark.parametrize(
    ("form", "day"),
    [
        ("aqueous", date(2026, 3, 15)),
        ("preserved", date(2026, 4, 5)),
        ("oral_liquid", date(2026, 5, 30)),
        ("solid", date(2026, 8, 28)),
    ],
)
def test_a_form_has_its_days(form: str, day: date) -> None:
    assert latest_use(form, DAY, [date(2030, 1, 1)]) == day


def test_the_earliest_expiry_goes_before_the_forms_days() -> None:
    assert latest_use("solid", DAY, [date(2026, 6, 1), date(2026, 4, 1)]) == date(2026, 4, 1)


def test_every_form_has_days() -> None:
    assert set(DAYS.values()) == {14, 35, 90, 180}


def test_a_price_is_rounded_once_half_up() -> None:
    assert price_of(3, 1_001, 2) == 1_502
