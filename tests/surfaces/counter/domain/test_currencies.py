"""Each currency is written, read and paid alike at the counter and by the server."""

from __future__ import annotations

from datetime import date

import pytest

from tests.surfaces.counter.domain.conftest import Run
from theriac.core.formatting import format_money, read_money
from theriac.core.money import CURRENCIES, Money
from theriac.countries.charts.cash import denominations_of
from theriac.domains.tills.rules import LARGE

AMOUNTS = [0, 1, 5, 99, 1_000, 123_450, 10_180_000, -20]
BOTH_WAYS = """({formatMoney, readMoney}, [currency, country, amounts]) => amounts.map((amount) => {
  const text = formatMoney(amount, currency, country);
  return [text, amount < 0 ? amount : readMoney(text, currency, country)];
})"""
PAYING = """(payments, [currency, largest]) => ({
  suggested: payments.suggestNotes(1, currency),
  tooMuch: payments.isFarAbove(21 * largest + 1, largest, currency),
})"""


@pytest.mark.journey
@pytest.mark.rows("CAP-10")
@pytest.mark.parametrize("country", ["id", "in", "generic"])
def test_amounts_of_no_two_and_three_decimals_are_written_and_read_alike(
    run: Run, country: str
) -> None:
    for currency in CURRENCIES:
        found = run("domain/money.js", BOTH_WAYS, [currency, country, AMOUNTS])
        written = [format_money(Money(amount, currency), country) for amount in AMOUNTS]
        assert found == [list(pair) for pair in zip(written, AMOUNTS, strict=True)]
        read = [read_money(text, currency, country).amount for text in written[:-1]]
        assert read == AMOUNTS[:-1]


@pytest.mark.rows("CAP-10")
def test_decimals_follow_the_currency() -> None:
    told = {code: format_money(Money(1_234_567, code), "generic") for code in CURRENCIES}
    assert told == {
        "IDR": "Rp 1,234,567",
        "INR": "₹12,345.67",
        "USD": "$12,345.67",
        "EUR": "€12,345.67",
        "CHF": "CHF 12,345.67",
        "JPY": "¥1,234,567",
        "KWD": "KD 1,234.567",
    }


@pytest.mark.journey
@pytest.mark.rows("CAP-10")
@pytest.mark.parametrize("currency", sorted(CURRENCIES))
def test_each_is_counted_in_its_notes_and_coins(run: Run, currency: str) -> None:
    values = denominations_of(currency, date(2026, 11, 29))
    assert sorted(values, reverse=True) == list(values)
    assert LARGE[currency] > 0
    found = run("domain/payments.js", PAYING, [currency, values[0]])
    assert set(found["suggested"]) <= set(values)
