"""Clocks: no test judges by one (speed is for bench/), and no day is cut out of UTC."""

import re

from tests.architecture.source import ROOT, files, short, text_of

STOPWATCH = re.compile(r"perf_counter|process_time|performance\.now")
DEADLINE = re.compile(r"= time\.monotonic\(\) \+|time\.monotonic\(\) < (deadline|until)\b")
MEASURED = re.compile(r"time\.monotonic\(\)")
UTC_DAY = re.compile(r"(now\(\)|_at|_from|moment|instant)\)?\.date\(\)")
HERE = "tests/architecture/test_clocks.py"
THE_RUN = "tests/running/"
"""No test, but what runs them and tells what they cost."""
RELOAD = re.compile(r"\.reload\(\)")
RELOADING = ("tests/journeys/test_counter", "tests/complaints/", "tests/faults/")


def lines_with(
    pattern: re.Pattern[str], begins: tuple[str, ...] = ("tests/",), root: str = "tests"
) -> list[str]:
    """Where a line of a test fits, as path:line: text."""
    return [
        f"{short(path)}:{number}: {line.strip()}"
        for path in files(ROOT / root, ".py")
        if short(path).startswith(begins) and short(path) != HERE and THE_RUN not in short(path)
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_test_holds_a_stopwatch() -> None:
    assert lines_with(STOPWATCH) == []


def test_the_running_clock_only_bounds_how_long_something_is_waited_for() -> None:
    """A deadline says "waited in vain"; nothing says "too slow"."""
    assert [line for line in lines_with(MEASURED) if not DEADLINE.search(line)] == []


def test_a_counter_that_is_loaded_anew_is_waited_for() -> None:
    """``tests.journeys.counter.reloaded`` returns when the program hears the keyboard."""
    assert lines_with(RELOAD, RELOADING) == []


def test_a_day_is_a_branchs_not_utcs() -> None:
    """An instant becomes a date by ``clock.today``, ``branch_date`` or after ``astimezone``."""
    owners = ("src/theriac/core/", "src/theriac/domains/")
    assert lines_with(UTC_DAY, owners, "src") == []
