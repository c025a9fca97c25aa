"""Numbers, dates and bonuses as trade documents write them."""

from __future__ import annotations

import pytest

from theriac_engine.extraction import values

pytestmark = pytest.mark.rows("PUR-04")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.500", "12500"),
        ("12,500", "12500"),
        ("1.250.000", "1250000"),
        ("1,25,000.50", "125000.5"),
        ("12.500,75", "12500.75"),
        ("12,500.75", "12500.75"),
        ("Rp 12.500,-", "12500"),
        ("Rp12.500,00", "12500"),
        ("₹ 1,234.00", "1234"),
        ("Rs. 89.5", "89.5"),
        ("0.125", "0.125"),
        ("1234.500", "1234.5"),
        ("-5", "-5"),
        ("12", "12"),
        ("AMOX 500", None),
        ("10+1", None),
        ("", None),
        ("1.2.3,4,5", None),
        ("10.062.360.00", "10062360"),
        ("1,00,00,000", "10000000"),
    ],
)
def test_a_number_is_exact(text: str, value: str | None) -> None:
    assert values.number(text) == value


def test_what_disagrees_with_its_column_is_seen() -> None:
    """A scan that lost a digit makes 12.500 into 12.50."""
    column = ["12.500", "8.750", "125.000", "9.900"]
    mark = values.decimal_mark(column)
    assert mark == ","
    assert all(values.agrees(text, mark) for text in column)
    assert not values.agrees("12.50", mark)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5%", "5"),
        ("2,5 %", "2.5"),
        ("10+5", "14.5"),
        ("10% + 5%", "14.5"),
        ("0", "0"),
        ("-", None),
    ],
)
def test_discounts_one_after_the_other_are_one(text: str, value: str | None) -> None:
    assert values.percent(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10+1", "10+1"),
        ("10 + 1", "10+1"),
        ("Beli 10 gratis 1", "10+1"),
        ("Buy 20 get 2", "20+2"),
        ("12 BOX + 1", "12+1"),
        ("10 FREE 1", "10+1"),
        ("0+1", None),
        ("promo", None),
    ],
)
def test_a_bonus_is_what_is_bought_and_what_is_free(text: str, value: str | None) -> None:
    assert values.bonus(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("05/2027", "2027-05-31"),
        ("05-27", "2027-05-31"),
        ("MEI-27", "2027-05-31"),
        ("Feb 2028", "2028-02-29"),
        ("2027/05", "2027-05-31"),
        ("31/12/2027", "2027-12-31"),
        ("12-DES-2027", "2027-12-12"),
        ("2027-12-05", "2027-12-05"),
        ("31/02/2027", None),
        ("13/27", None),
        ("B12345", None),
    ],
)
def test_an_expiry_without_a_day_is_the_last_of_its_month(text: str, value: str | None) -> None:
    assert values.date(text, is_expiry=True) == value


def test_the_order_of_day_and_month_is_a_columns() -> None:
    assert values.is_month_first(["03/20/2026", "04/05/2026"])
    assert not values.is_month_first(["20/03/2026", "04/05/2026"])
    assert values.date("04/05/2026", month_first=True) == "2026-04-05"
    assert values.date("04/05/2026") == "2026-05-04"
