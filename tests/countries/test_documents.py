from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.countries.documents import (
    SeriesTooLong,
    UnfitCode,
    generation_mark,
    held_prefix,
)
from theriac.countries.registry import PROFILES, profile_for

BRANCHES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)
TERMINALS = st.from_regex(r"[A-Z]?[1-9][0-9]?", fullmatch=True)
DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))


@given(st.sampled_from(sorted(PROFILES)), BRANCHES, TERMINALS, DAYS, st.integers(1, 40))
def test_a_series_numbers_are_valid_and_of_one_year(
    country: str, branch: str, terminal: str, on: date, generation: int
) -> None:
    profile = profile_for(country)
    try:
        prefix = profile.series_prefix(branch, terminal, on, generation)
    except SeriesTooLong:
        assert country == "in"
        return
    assert profile.is_valid_number(profile.format_number(prefix, 1))
    assert profile.is_valid_number(profile.format_number(prefix, 99_999))
    year = profile.fiscal_year(on)
    assert year.starts_on <= on <= year.ends_on
    for day in (year.starts_on, year.ends_on):
        assert profile.series_prefix(branch, terminal, day, generation) == prefix
    assert profile.fiscal_year(year.starts_on) == profile.fiscal_year(year.ends_on) == year


@given(st.sampled_from(sorted(PROFILES)), BRANCHES, TERMINALS, DAYS)
def test_a_held_series_numbers_are_valid_and_nobodys_else(
    country: str, branch: str, terminal: str, on: date
) -> None:
    profile = profile_for(country)
    try:
        prefix = profile.series_prefix(branch, terminal, on)
    except SeriesTooLong:
        assert country == "in"
        return
    held = held_prefix(prefix)
    assert profile.is_valid_number(profile.format_number(held, 1))
    assert profile.is_valid_number(profile.format_number(held, 9_999))
    assert len(held) <= 20
    for generation in range(1, 30):
        try:
            assert held != profile.series_prefix(branch, terminal, on, generation)
        except SeriesTooLong:
            break


def test_an_indian_number_never_begins_with_a_zero() -> None:
    with pytest.raises(UnfitCode, match="starts with 0"):
        profile_for("in").series_prefix("0MB", "1", date(2026, 11, 30))
    assert profile_for("in").series_prefix("M0", "1", date(2026, 11, 30)) == "M01/26-27/"


@pytest.mark.parametrize(
    ("prefix", "held"), [("MLT-K2-26-", "MLT-K2-H26-"), ("MB1/26-27/", "MB1/H26-27/")]
)
def test_a_held_series_has_an_h_before_its_year(prefix: str, held: str) -> None:
    assert held_prefix(prefix) == held


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_generations_have_marks_of_their_own(one: int, other: int) -> None:
    assert (generation_mark(one) == generation_mark(other)) is (one == other)


def test_marks_count_on() -> None:
    assert [generation_mark(number) for number in (1, 2, 26, 27, 52, 53)] == [
        "",
        "B",
        "Z",
        "AA",
        "AZ",
        "BA",
    ]
    with pytest.raises(ValueError, match="count from 1"):
        generation_mark(0)


def test_a_new_generation_starts_a_new_series() -> None:
    india = profile_for("in")
    day = date(2026, 11, 20)
    assert india.series_prefix("MB", "1", day, 1) != india.series_prefix("MB", "1", day, 2)


@pytest.mark.parametrize("terminal", ["", "K", "K-1", "K 1", "K1A", "123456789"])
def test_codes_that_cannot_stand_in_a_number(terminal: str) -> None:
    with pytest.raises(UnfitCode):
        profile_for("id").series_prefix("MLT", terminal, date(2026, 11, 20))


@pytest.mark.parametrize("number", ["", "-MLT", "mlt-1", "MLT 1", "A" * 33, "MLT_1", "MLT-1\n"])
def test_dashed_numbers_that_are_refused(number: str) -> None:
    assert profile_for("id").is_valid_number(number) is False


def test_an_indian_number_has_no_line_end() -> None:
    assert profile_for("in").is_valid_number("INV1\n") is False
