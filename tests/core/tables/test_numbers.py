"""Numbers as they stand in price lists."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from theriac.core.tables.cells import Cell
from theriac.core.tables.numbers import STYLES, UnreadableCell, guess_style, read_number


@pytest.mark.parametrize(
    ("text", "style", "decimals", "number"),
    [
        ("12.500", "1.234,56", 0, 12_500),
        ("Rp 12.500,-", "1.234,56", 0, 12_500),
        ("IDR 1.250.000,00", "1.234,56", 0, 1_250_000),
        ("12500,50", "1.234,56", 2, 1_250_050),
        ("1,01,800.00", "1,234.56", 2, 10_180_000),
        ("₹1,01,800.00", "1,234.56", 2, 10_180_000),
        ("Rs. 45/-", "1,234.56", 2, 4_500),
        (".5", "1,234.56", 2, 50),
        ("8,50", "1 234,56", 2, 850),
        ("1\u202f234,56 €", "1 234,56", 2, 123_456),
        ("8,50", "1,234,56", 2, 850),
        ("4,384,06", "1,234,56", 2, 438_406),
        ("21000.0", "1234.56", 0, 21_000),
        ("٣", "1234.56", 0, None),
        (Decimal("16.38"), "1.234,56", 2, 1_638),
        (Decimal(12500), "1.234,56", 0, 12_500),
    ],
)
def test_it_reads_exactly(text: Cell, style: str, decimals: int, number: int | None) -> None:
    if number is None:
        with pytest.raises(UnreadableCell):
            read_number(text, STYLES[style], decimals)
    else:
        assert read_number(text, STYLES[style], decimals) == number


@pytest.mark.parametrize(
    ("text", "style", "decimals", "reason"),
    [
        ("12,5OO", "1.234,56", 0, "letter_o"),
        ("1o.500", "1.234,56", 0, "letter_o"),
        ("l2.500", "1.234,56", 0, "letter_l"),
        ("I50", "1,234.56", 0, "letter_l"),
        ("12.5", "1.234,56", 0, "separators"),
        ("12.50", "1.234,56", 2, "separators"),
        ("1,234", "1,234,56", 2, "separators"),
        ("1.2345.678", "1.234,56", 0, "separators"),
        ("8,50", "1,234.56", 2, "separators"),
        ("12,50", "1.234,56", 0, "decimals"),
        (Decimal("12.5"), "1,234.56", 0, "decimals"),
        ("-5", "1,234.56", 0, "negative"),
        ("\u22125", "1,234.56", 0, "negative"),
        ("on request", "1,234.56", 2, "letters"),
        ("O", "1,234.56", 0, "letters"),
        ("9" * 20, "1,234.56", 0, "too_large"),
        (date(2026, 1, 1), "1,234.56", 0, "separators"),
    ],
)
def test_it_says_why_not(text: Cell, style: str, decimals: int, reason: str) -> None:
    with pytest.raises(UnreadableCell) as refusal:
        read_number(text, STYLES[style], decimals)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("texts", "decimals", "usual", "style"),
    [
        (["121500", "51000"], 0, "1.234,56", "1.234,56"),
        (["21000.0", "125000.0"], 0, "1.234,56", "1,234.56"),
        (["8,50", "3,10"], 2, "1,234.56", "1.234,56"),
        (["8,50", "4,384,06", "1,206,84"], 2, "1,234.56", "1,234,56"),
        (["223.42", "1,118"], 2, "1,234.56", "1,234.56"),
        ([], 0, "1,234.56", "1,234.56"),
    ],
)
def test_the_style_that_reads_most_is_guessed(
    texts: list[str], decimals: int, usual: str, style: str
) -> None:
    assert guess_style(texts, decimals, usual) == style
