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
    """Each failure with its place and the beginning of what it says; the more, the shorter."""
    each = max(1, min(LINES_EACH, SHOWN_LINES // len(failures) - 1))
    lines: list[str] = []
    for report in failures:
        place, said = place_and_words(report)
        when = "" if report.when in ("call", None) else f" (at {report.when})"
        lines.append(f"{report.nodeid}{when}{place}")
        lines += [f"    {line.rstrip()[:LINE]}" for line in said[:each]]
    return lines


def place_and_words(report: Any) -> tuple[str, list[str]]:
    """Where a test failed, and what it said, without empty lines."""
    crash = getattr(report.longrepr, "reprcrash", None)
    words = str(report.longrepr) if crash is None else crash.message
    lines = [line for line in words.splitlines() if line.strip()]
    place = "" if crash is None else f" at {crash.path}:{crash.lineno}"
    return place, lines if crash is not None else lines[-LINES_EACH:]
