"""Which notes and coins a currency has: dated rows, in whole minor units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from theriac.countries.dated import row_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominations:
    """From a day on: what is counted, the largest first. A note and a coin of one value are one."""

    valid_from: date
    values: tuple[int, ...]
    source: str


_SINCE = date(2000, 1, 1)
_BY_CURRENCY: Mapping[str, Sequence[Denominations]] = {
    "IDR": (
        Denominations(
            valid_from=_SINCE,
            values=(100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50),
            source="Bank Indonesia, legal tender: notes of 1,000 to 100,000, coins of 50 to 1,000",
        ),
    ),
    "INR": (
        Denominations(
            valid_from=_SINCE,
            values=(
                *(200_000, 50_000, 20_000, 10_000, 5_000),
                *(2_000, 1_000, 500, 200, 100),
            ),
            source="Reserve Bank of India, legal tender: notes of ₹1 to ₹2,000, coins to ₹20",
        ),
    ),
    "USD": (
        Denominations(
            valid_from=_SINCE,
            values=(10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1),
            source="Federal Reserve notes of $1 to $100; United States Mint coins of 1¢ to $1",
        ),
    ),
    "EUR": (
        Denominations(
            valid_from=_SINCE,
            values=(
                *(50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500),
                *(200, 100, 50, 20, 10, 5, 2, 1),
            ),
            source="European Central Bank: notes of €5 to €500, coins of 1 cent to €2",
        ),
    ),
    "CHF": (
        Denominations(
            valid_from=_SINCE,
            values=(
                *(100_000, 20_000, 10_000, 5_000, 2_000, 1_000),
                *(500, 200, 100, 50, 20, 10, 5),
            ),
            source="Swiss National Bank: notes from 10 francs; Swissmint: coins from 5 rappen",
        ),
    ),
    "JPY": (
        Denominations(
            valid_from=_SINCE,
            values=(10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1),
            source="Bank of Japan: notes of ¥1,000 to ¥10,000; Japan Mint: coins of ¥1 to ¥500",
        ),
    ),
    "KWD": (
        Denominations(
            valid_from=_SINCE,
            values=(20_000, 10_000, 5_000, 1_000, 500, 250, 100, 50, 20, 10, 5),
            source="Central Bank of Kuwait: notes of 1/4 to 20 dinars, coins of 5 to 100 fils",
        ),
    ),
}


def denominations_of(currency: str, on: date) -> tuple[int, ...]:
    """What is counted in a currency on a day. Raises KeyError for one that isn't known."""
    return row_in_force(_BY_CURRENCY[currency], on).values
