"""No test looks at a clock to judge: what must be quick is counted there and timed in bench/."""

import re

from tests.architecture.source import ROOT, files, short

STOPWATCH = re.compile(r"perf_counter|process_time|performance\.now")
DEADLINE = re.compile(r"= time\.monotonic\(\) \+|time\.monotonic\(\) < (deadline|until)\b")
MEASURED = re.compile(r"time\.monotonic\(\)")
HERE = "tests/architecture/test_clocks.py"
RELOAD = re.compile(r"\.reload\(\)")
RELOADING = ("tests/journeys/test_counter", "tests/complaints/", "tests/faults/")


def lines_with(pattern: re.Pattern[str], begins: tuple[str, ...] = ("tests/",)) -> list[str]:
    """Where a line of a test fits, as path:line: text."""
    return [
        f"{short(path)}:{number}: {line.strip()}"
        for path in files(ROOT / "tests", ".py")
        if short(path).startswith(begins) and short(path) != HERE
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
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
