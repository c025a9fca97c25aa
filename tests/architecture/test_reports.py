"""The last lines of a failed run say what failed and why; requests that went well aren't told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests.support.reports import SHOWN_LINES, told, without_ordinary

CAPTURED = """\
2026-11-21T00:24:29.244327Z [info     ] request        [theriac.core.telemetry.requests] status=200
2026-11-21T00:24:29.246258Z [warning  ] a job failed   [theriac.core.jobs] kind=seal
something a program wrote
"""


def failure(name: str, message: str, when: str = "call") -> Any:
    crash = SimpleNamespace(path="tests/test_it.py", lineno=7, message=message)
    return SimpleNamespace(nodeid=name, when=when, longrepr=SimpleNamespace(reprcrash=crash))


def test_lines_below_a_warning_are_left_out() -> None:
    assert without_ordinary(CAPTURED) == "".join(CAPTURED.splitlines(keepends=True)[1:])
    assert without_ordinary("INFO     x:a.py:5 {'event': 'request'}\nWARNING  x:a.py:6 no\n") == (
        "WARNING  x:a.py:6 no\n"
    )


def test_a_failure_is_told_with_its_place_and_its_words() -> None:
    assert told(
        [failure("test_it.py::test_a", "AssertionError: assert 1 == 2\n\nmore", "setup")]
    ) == [
        "test_it.py::test_a (at setup) at tests/test_it.py:7",
        "    AssertionError: assert 1 == 2",
        "    more",
    ]


def test_a_refused_skip_is_told_by_its_sentence() -> None:
    report = SimpleNamespace(nodeid="t.py::test_a", when="call", longrepr="Skipped, and CI allows")
    assert told([report]) == ["t.py::test_a", "    Skipped, and CI allows"]


def test_many_failures_still_fit_the_last_lines() -> None:
    many = [failure(f"t.py::test_{number}", "no\n" * 90) for number in range(20)]
    assert len(told(many)) <= SHOWN_LINES


def test_of_several_exceptions_the_last_is_told() -> None:
    drawn = "  + Exception Group Traceback\n  |   File x\n    | OSError: no\n    +-----\n"
    report = SimpleNamespace(nodeid="t.py::test_a", when="setup", longrepr=drawn)
    assert told([report] * 20)[1] == "        | OSError: no"
