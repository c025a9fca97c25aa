"""Figures that a test tells of itself, said at the end of a run: ``tell_figures("12 sales")``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

KEY = "figures"


@pytest.fixture
def tell_figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say something of a test that passed."""
    return lambda text: record_property(KEY, text)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for report in terminalreporter.stats.get("passed", []):
        for name, text in report.user_properties:
            if name == KEY:
                terminalreporter.write_line(f"{report.nodeid.rpartition('::')[2]}: {text}")
