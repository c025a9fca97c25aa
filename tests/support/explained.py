"""Whatever Theriac itself writes to a deciding table, it writes within a command.

SQLite's triggers ask for the command's record; where there is none and Theriac's own code wrote,
the test fails, with the place. Tests may write as they like: ``verify`` then finds it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from theriac.core.changes.attribution import noted_under
from theriac.core.database import current_record
from theriac.core.ids import new_id

SRC = str(Path(current_record.__file__).resolve().parents[2])
TESTS = str(Path(__file__).resolve().parents[1])
NO_COMMAND = ("core/database/", "core/append_only/", "surfaces/operations/backups/")
"""Ours too, but not who decides to write; a restore puts back what the trail knows."""
_written: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    ask = current_record._record

    def asked() -> str | None:
        record = ask()
        if record is None and (place := _place()):
            _written.append(place)
        return record

    current_record._record = asked


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    _written.clear()
    yield
    places = sorted(set(_written))
    assert not places, f"a deciding table was written outside a command: {places}"


@pytest.fixture
def within_a_command() -> Iterator[None]:
    """For a test that calls what only commands call: its writes have a record to stand under."""
    with noted_under(new_id()):
        yield


def _place() -> str:
    """Where Theriac's code wrote; empty where a test did."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(TESTS):
            return ""
        if name.startswith(SRC):
            short = name[len(SRC) + 1 :]
            if not short.startswith(NO_COMMAND):
                return f"{short}:{frame.f_lineno}"
        frame = frame.f_back
    return ""
