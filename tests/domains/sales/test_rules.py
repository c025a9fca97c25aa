"""The rules of ``offline_numbering.json`` that are pure; the rest is driven against the push."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from theriac.countries.registry import profile_for
from theriac.domains.sales.rules import (
    ClockReading,
    ClockVerdict,
    Gap,
    NumberVerdict,
    clock_skew,
    find_gaps,
    judge_clock,
    judge_number,
)

VECTORS = Path(__file__).parents[3] / "contracts" / "vectors"
CASES = {
    case["id"]: case
    for case in json.loads((VECTORS / "offline_numbering.json").read_text("utf-8"))["cases"]
}
AT = datetime(2026, 11, 20, 3, 42, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def test_a_gap_shows_until_it_arrives_or_is_void() -> None:
    have = range(1, CASES["off-02"]["have"] + 1)
    assert find_gaps([*have, *CASES["off-02"]["sync"]]) == (Gap(4, 4),)
    assert find_gaps([*have, 4, 5]) == ()
    assert find_gaps([*have, 5], voided=[4]) == ()
    assert find_gaps(CASES["off-01"]["sync"]) == ()
    assert find_gaps([]) == ()
    assert find_gaps([2_000_000_000]) == (Gap(1, 1_999_999_999),)


@given(st.sets(st.integers(1, 60)), st.sets(st.integers(1, 60)))
def test_gaps_are_what_is_missing(present: set[int], voided: set[int]) -> None:
    found = {
        number for gap in find_gaps(present, voided) for number in range(gap.first, gap.last + 1)
    }
    both = present | voided
    assert found == set(range(1, max(both, default=0) + 1)) - both


@pytest.mark.parametrize(
    ("known", "content", "verdict"),
    [
        (None, "a", NumberVerdict.BOOK),
        ("a", "a", NumberVerdict.REPLAY),
        ("a", "b", NumberVerdict.HOLD),
    ],
)
def test_a_number_that_comes_again(known: str | None, content: str, verdict: NumberVerdict) -> None:
    assert judge_number(known, content) is verdict


def test_a_new_year_starts_a_new_series() -> None:
    case = CASES["off-06"]
    prefix = profile_for("in").series_prefix("MB", "1", date.fromisoformat(case["date"]))
    assert case["expect"] == f"new series {prefix} starts at 1"
    assert profile_for("in").series_prefix("MB", "1", date(2027, 3, 31)) == case["previous_series"]


@pytest.mark.parametrize(
    ("minutes", "verdict"),
    [
        (0, ClockVerdict.FITS),
        (5, ClockVerdict.FITS),
        (6, ClockVerdict.WARN),
        (CASES["off-07"]["skew_minutes"], ClockVerdict.WARN),
        (24 * 60, ClockVerdict.WARN),
        (24 * 60 + 1, ClockVerdict.CASE),
        (CASES["off-08"]["skew_minutes"], ClockVerdict.CASE),
    ],
)
def test_skew_either_way(minutes: int, verdict: ClockVerdict) -> None:
    for skew in (timedelta(minutes=minutes), -timedelta(minutes=minutes)):
        reading = ClockReading(AT + skew, AT, TODAY)
        assert clock_skew(reading) == skew
        assert judge_clock(reading) is verdict


def test_waiting_is_no_skew() -> None:
    reading = ClockReading(AT, AT + timedelta(days=3), TODAY, queued_for=timedelta(days=3))
    assert judge_clock(reading) is ClockVerdict.FITS


def test_dates_do_not_go_backwards() -> None:
    assert judge_clock(ClockReading(AT, AT, TODAY, date(2026, 11, 21))) is ClockVerdict.CASE
    assert judge_clock(ClockReading(AT, AT, TODAY, TODAY)) is ClockVerdict.FITS
