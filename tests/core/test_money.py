"""Money is whole, of one currency, compared and rounded exactly, and shared out without a rest."""

from fractions import Fraction

import pytest

from theriac.core.money import (
    CURRENCIES,
    CurrencyMismatch,
    Money,
    divide_half_up,
    round_half_up,
    round_to_multiple,
    share_out,
    total,
)

less, more = Money(999, "IDR"), Money(1_000, "IDR")
paise = Money(999, "INR")


def test_amounts_of_one_currency_are_added_taken_off_and_multiplied() -> None:
    assert more + less == Money(1_999, "IDR")
    assert less - more == Money(-1, "IDR")
    assert -more == Money(-1_000, "IDR")
    assert more * 3 == Money(3_000, "IDR")


def test_amounts_are_compared_at_the_bound_too() -> None:
    same = Money(999, "IDR")
    assert [less < more, less < same, more < less] == [True, False, False]
    assert [less <= more, less <= same, more <= less] == [True, True, False]
    assert [less > more, less > same, more > less] == [False, False, True]
    assert [less >= more, less >= same, more >= less] == [False, True, True]
    assert [less == same, less == paise] == [True, False]


def test_nothing_is_no_money_and_a_debt_is_some() -> None:
    assert [bool(Money(amount, "IDR")) for amount in (-1, 0, 1)] == [True, False, True]


def test_currencies_dont_mix() -> None:
    with pytest.raises(CurrencyMismatch, match="IDR with INR"):
        less + paise
    with pytest.raises(CurrencyMismatch):
        less - paise
    for compared in (Money.__lt__, Money.__le__, Money.__gt__, Money.__ge__):
        with pytest.raises(CurrencyMismatch):
            compared(less, paise)
    with pytest.raises(CurrencyMismatch):
        total([less, paise], "IDR")


@pytest.mark.parametrize("amount", [1.0, Fraction(1), True, "1", None])
def test_only_a_whole_number_is_money(amount: object) -> None:
    with pytest.raises(TypeError, match="whole number of minor units"):
        Money(amount, "IDR")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="whole numbers only"):
        more * amount  # type: ignore[operator]


def test_a_currency_has_its_decimals_and_must_be_known() -> None:
    decimals = {code: currency.exponent for code, currency in CURRENCIES.items()}
    two = dict.fromkeys(("INR", "USD", "EUR", "CHF"), 2)
    assert decimals == two | {"IDR": 0, "JPY": 0, "KWD": 3}
    with pytest.raises(ValueError, match="unknown currency 'XXX'"):
        Money(1, "XXX")


def test_the_sum_of_nothing_is_nothing() -> None:
    assert total([], "INR") == Money(0, "INR")
    assert total([less, more, more], "IDR") == Money(2_999, "IDR")


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest"),
    [
        (0, 3, 0),
        (1, 3, 0),
        (2, 3, 1),
        (1, 2, 1),
        (3, 2, 2),
        (-1, 2, -1),
        (-3, 2, -2),
        (-1, 3, 0),
        (-2, 3, -1),
        (149, 100, 1),
        (150, 100, 2),
        (7, 1, 7),
        (-7, 1, -7),
    ],
)
def test_halves_go_away_from_zero(numerator: int, denominator: int, nearest: int) -> None:
    assert divide_half_up(numerator, denominator) == nearest
    assert round_half_up(Fraction(numerator, denominator)) == nearest


@pytest.mark.parametrize(
    ("amount", "multiple", "rounded"),
    [
        (12_349, 100, 12_300),
        (12_350, 100, 12_400),
        (12_350, 50, 12_350),
        (-12_350, 100, -12_400),
        (49, 100, 0),
    ],
)
def test_cash_is_rounded_to_the_nearest_coin(amount: int, multiple: int, rounded: int) -> None:
    assert round_to_multiple(amount, multiple) == rounded


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (10, [1, 2, 3], [2, 3, 5]),
        (10, [3, 0, 1], [8, 0, 2]),
        (5, [0, 0], [3, 2]),
        (7, [5], [7]),
        (0, [1, 2], [0, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (-1, [1, 2], [0, -1]),
        (1, [1, 1], [1, 0]),
    ],
)
def test_parts_add_up_and_the_largest_rest_goes_first(
    amount: int, weights: list[int], parts: list[int]
) -> None:
    assert share_out(amount, weights) == parts


def test_nothing_and_less_than_nothing_get_no_share() -> None:
    with pytest.raises(ValueError, match="nothing to share out to"):
        share_out(1, [])
    with pytest.raises(ValueError, match="not negative"):
        share_out(1, [2, -1])
