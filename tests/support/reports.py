"""What a run says of its failures: what the server warned of, and at the very end a short list.

Everything is still captured, so that a test that searches logs and output sees all of it; only what
is printed under a failure leaves out the lines of ordinary requests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

ORDINARY = re.compile(
    r"^(?:\S+ \[(?:debug|info)\s*\] |(?:DEBUG|INFO) +\S+:\S+:\d+ ).*\n?", re.MULTILINE
)
SHOWN_LINES = 50
LINES_EACH = 8
LINE = 240
FRAME = " |+-"
"""What a group of exceptions is drawn with."""


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    report: Any = yield
    if report.failed:
        shown = ((head, without_ordinary(text)) for head, text in report.sections)
        report.sections = [(head, text) for head, text in shown if text.strip()]
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> Iterator[None]:
    """The list stands below everything else, where a reader of the last lines finds it."""
    yield
    stats = terminalreporter.stats
    failures = [*stats.get("error", []), *stats.get("failed", [])]
    if failures:
        terminalreporter.write_sep("=", "what failed, and why")
        terminalreporter.write_line("\n".join(told(failures)))


def without_ordinary(text: str) -> str:
    """Captured output without the lines of the log that are less than a warning."""
    return ORDINARY.sub("", text)


def told(failures: Sequence[Any]) -> list[str]:
    """Each failure with its place and what it says; the more failures, the shorter."""
    each = max(1, min(LINES_EACH, SHOWN_LINES // len(failures) - 1))
    lines: list[str] = []
    for report in failures:
        when = "" if report.when in ("call", None) else f" (at {report.when})"
        lines.append(f"{report.nodeid}{when}{place_of(report)}")
        lines += [f"    {line.rstrip()[:LINE]}" for line in words_of(report, each)]
    return lines


def place_of(report: Any) -> str:
    """Where a test failed, where that is known."""
    crash = getattr(report.longrepr, "reprcrash", None)
    return f" at {crash.path}:{crash.lineno}" if crash else ""


def words_of(report: Any, most: int) -> list[str]:
    """The beginning of the assertion; of anything else the end, which names the exception."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash else str(report.longrepr)
    lines = [line for line in text.splitlines() if line.strip(FRAME)]
    return lines[:most] if crash else lines[-most:]
