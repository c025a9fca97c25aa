"""What a direction needs, exact, and the sum that says so."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from theriac.domains.dosage.directions.said import direction
from theriac.domains.dosage.figures import figure
from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.dosage.quantity import (
    NoQuantity,
    QuantityNeeded,
    quantity_of,
    sum_of_quantity,
    takings_in,
)
from theriac.domains.dosage.terms import Dosage, DoseUnit, TimeUnit


def counted(written: str, *, days: int = 0, strength: int = 0) -> QuantityNeeded | NoQuantity:
    dosage = read_direction(written).dosage
    assert dosage is not None
    return quantity_of(dosage, days=days, strength=Fraction(strength) if strength else None)


def said(written: str, *, days: int = 0, strength: int = 0, unit: str = "") -> str:
    dosage = read_direction(written).dosage
    needed = counted(written, days=days, strength=strength)
    assert dosage is not None
    assert isinstance(needed, QuantityNeeded)
    return sum_of_quantity(dosage, needed, unit)


@pytest.mark.rows("RX-09")
def test_one_by_three_by_seven_gives_21_tablets_and_the_words_of_a_label() -> None:
    dosage = read_direction("1 tab x 3 x 7").dosage
    assert dosage is not None
    needed = quantity_of(dosage)
    assert isinstance(needed, QuantityNeeded)
    assert needed.whole == 21
    assert sum_of_quantity(dosage, needed) == "3 × daily, 7 days = 21 tablets"
    assert direction(dosage, "en") == "Take 1 tablet 3 times a day, for 7 days."
    with override("id"):
        assert sum_of_quantity(dosage, needed) == "3 × sehari, 7 hari = 21 tablet"
    ways = [quantity_of(way) for way in read_direction("1x3x7").choices]
    assert [way.whole for way in ways if isinstance(way, QuantityNeeded)] == [21, 21]


@pytest.mark.rows("RX-09")
@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2 tab tds 5 days", "2 × 3 × daily, 5 days = 30 tablets"),
        ("½ tab tds 5 days", "½ × 3 × daily, 5 days = 7½ → 8 tablets"),
        ("1-0-2 tab 7 days", "1 + 2 daily, 7 days = 21 tablets"),
        ("1-0-1 tab 7 days", "2 × daily, 7 days = 14 tablets"),
        ("3 dd 1 cth 5 hari", "5 × 3 × daily, 5 days = 75 ml"),
        ("10 ml q8h 5 days", "10 × 15 times, 5 days = 150 ml"),
        ("1 tab every other day 7 days", "4 times, 7 days = 4 tablets"),
        ("1 tab weekly 1 month", "5 times, 30 days = 5 tablets"),
        ("1 tab tds prn 5 days", "3 × daily, 5 days = at most 15 tablets"),
        ("1-2 tab q4-6h max 8 tab a day 3 days", "at most 8 daily, 3 days = at most 24 tablets"),
        ("1 tab prn max 4 x a day 3 days", "4 × daily, 3 days = at most 12 tablets"),
        ("1 tab stat", "once = 1 tablet"),
    ],
)
def test_sums(written: str, words: str) -> None:
    assert said(written) == words


def test_a_dose_in_milligrams_is_counted_by_the_strength_in_quarters_at_least() -> None:
    assert said("750 mg bd 4 days", strength=500_000, unit="tablets") == (
        "1½ × 2 × daily, 4 days = 12 tablets"
    )
    assert counted("300 mg bd 4 days", strength=500_000) is NoQuantity.NO_WHOLE_PARTS
    assert counted("500 mg bd 4 days") is NoQuantity.NO_STRENGTH


def test_what_cant_be_counted_says_why() -> None:
    assert counted("1 tab tds") is NoQuantity.NO_DURATION
    assert counted("1 tab 7 days") is NoQuantity.NO_FREQUENCY
    assert counted("1 tab prn 7 days") is NoQuantity.AS_NEEDED
    assert counted("tds 7 days") is NoQuantity.NO_DOSE
    assert counted("apply bd 7 days") is NoQuantity.UNCOUNTED


@given(st.integers(1, 24), st.integers(1, 30), st.integers(1, 366))
def test_takings_cover_the_days_and_no_more_than_one_period_further(
    times: int, period: int, days: int
) -> None:
    dosage = Dosage(dose=Fraction(1), unit=DoseUnit.TABLET, frequency=times, period=period)
    takings = takings_in(dosage, days)
    assert takings * period >= times * days
    assert (takings - times) * period < times * days
    assert takings_in(Dosage(frequency=1, period=5, period_unit=TimeUnit.HOUR), 7) == 34


def test_figures_are_exact() -> None:
    written = [Fraction(7), Fraction(3, 2), Fraction(1, 3), Fraction(33, 7), Fraction(1, 8)]
    assert [figure(one) for one in written] == ["7", "1½", "⅓", "4 5/7", "0.125"]
