import contextlib
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.core import formatting
from theriac.core.formatting import (
    CALENDARS,
    UnreadableNumber,
    format_date,
    format_long_date,
    format_moment,
    format_money,
    format_month,
    format_number,
    format_rate,
    format_time,
    read_date,
    read_minor_units,
    read_money,
    read_number,
)
from theriac.core.money import CURRENCIES, Money


@pytest.mark.parametrize(
    ("value", "country", "text"),
    [
        (0, "id", "0"),
        (999, "id", "999"),
        (12400, "id", "12.400"),
        (1234567, "id", "1.234.567"),
        (-10, "id", "−10"),
        (101800, "in", "1,01,800"),
        (12345678, "in", "1,23,45,678"),
        (999, "in", "999"),
        (1000, "in", "1,000"),
        (1234567, "generic", "1,234,567"),
        (1234567, "nowhere", "1,234,567"),
    ],
)
def test_a_number_has_the_countrys_separators(value: int, country: str, text: str) -> None:
    assert format_number(value, country) == text


@pytest.mark.parametrize(
    ("money", "country", "text"),
    [
        (Money(137100, "IDR"), "id", "Rp 137.100"),
        (Money(-37100, "IDR"), "id", "−Rp 37.100"),
        (Money(10180000, "INR"), "in", "₹1,01,800.00"),
        (Money(5, "INR"), "in", "₹0.05"),
        (Money(3150, "INR"), "in", "₹31.50"),
        (Money(-350, "USD"), "generic", "−$3.50"),
        (Money(123456, "EUR"), "id", "€1.234,56"),
    ],
)
def test_money_has_its_sign_and_the_countrys_separators(
    money: Money, country: str, text: str
) -> None:
    assert format_money(money, country) == text


@pytest.mark.parametrize(
    ("points", "country", "text"),
    [(1100, "id", "11%"), (250, "id", "2,5%"), (250, "in", "2.5%"), (25, "in", "0.25%")],
)
def test_a_rate_is_a_percentage(points: int, country: str, text: str) -> None:
    assert format_rate(points, country) == text


@pytest.mark.parametrize(
    ("typed", "currency", "country", "amount"),
    [
        ("12.500", "IDR", "id", 12500),
        ("12500", "IDR", "id", 12500),
        ("Rp 12.500", "IDR", "id", 12500),
        ("rp12.500,00", "IDR", "id", 12500),
        ("1,01,800.5", "INR", "in", 10180050),
        ("₹ 31.50", "INR", "in", 3150),
        ("-3.5", "USD", "generic", -350),
        (".5", "USD", "generic", 50),
    ],
)
def test_an_amount_is_read_as_the_country_writes_it(
    typed: str, currency: str, country: str, amount: int
) -> None:
    assert read_money(typed, currency, country) == Money(amount, currency)


@pytest.mark.parametrize(
    ("typed", "country", "reason"),
    [
        ("", "id", "empty"),
        ("  ", "id", "empty"),
        ("12,5OO", "id", "letters"),
        ("12,500", "id", "decimals"),
        ("12.5", "id", "groups"),
        ("1.2500", "id", "groups"),
        ("12,5,0", "id", "groups"),
        ("=1+1", "id", "letters"),
        ("\uff11\uff12", "id", "letters"),
        ("٣", "in", "letters"),
        ("1.5", "in", "decimals"),
    ],
)
def test_what_is_ambiguous_is_refused_with_its_reason(
    typed: str, country: str, reason: str
) -> None:
    with pytest.raises(UnreadableNumber) as refusal:
        read_number(typed, country)
    assert refusal.value.reason == reason


@given(
    amount=st.integers(-(10**15), 10**15),
    country=st.sampled_from(sorted(formatting.SEPARATORS)),
    currency=st.sampled_from(sorted(CURRENCIES)),
)
def test_what_is_written_is_read_back(amount: int, country: str, currency: str) -> None:
    exponent = CURRENCIES[currency].exponent
    text = formatting.format_minor_units(amount, exponent, country)
    assert read_minor_units(text, exponent, country) == amount


@given(st.text(max_size=30), st.sampled_from(sorted(formatting.SEPARATORS)))
def test_any_text_is_read_or_refused(text: str, country: str) -> None:
    with contextlib.suppress(UnreadableNumber):
        assert isinstance(read_minor_units(text, 2, country), int)


DAY = date(2026, 11, 20)


def test_names_of_months_and_days_follow_the_language() -> None:
    assert format_date(DAY, "en") == "20 Nov 2026"
    assert format_date(date(2026, 8, 7), "id-id") == "7 Agu 2026"
    assert format_date(DAY, "xx") == "20 Nov 2026"
    assert format_long_date(DAY, "id") == "Jumat, 20 November 2026"
    assert format_month(date(2026, 5, 31), "id") == "Mei 2026"


def test_a_time_has_the_languages_mark() -> None:
    assert format_time(time(7, 5), "en") == "07:05"
    assert format_time(time(7, 5, 9), "id", seconds=True) == "07.05.09"


def test_a_moment_is_told_on_the_clock_of_its_zone() -> None:
    moment = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
    assert format_moment(moment, "id", ZoneInfo("Asia/Jakarta")) == "21 Nov 2026, 00.30"
    with pytest.raises(ValueError, match="carries its zone"):
        format_moment(datetime(2026, 11, 20), "id", UTC)


@pytest.mark.parametrize(
    "text",
    [
        *("20 Nov 2026", "20/11/2026", "20.11.26", "20-11-2026", "20112026", "201126"),
        *("2026-11-20", " 20  november 2026 ", "20, nov, 2026"),
    ],
)
def test_a_day_is_read_as_it_is_usually_typed(text: str) -> None:
    assert read_date(text) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text", ["", "20", "31/02/2026", "11/20/2026", "0/0/0", "20 x 2026", "2026-13-01", "x" * 400]
)
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (of several kinds)
        read_date(text)


def test_every_day_is_read_as_it_is_written() -> None:
    for language in CALENDARS:
        for month in range(1, 13):
            day = date(2027, month, 28)
            assert read_date(format_date(day, language)) == day
