"""Which problems a run raised through a door, and which it never did.

A door is a command, a query, a request or a job: a rule that only a test calls proves nothing of
its wiring. Only a whole run can tell what was never raised, so only that says so at its end.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable
from typing import Any

import pytest

from tests.running import changes, choosing
from theriac.core.problems import Problem

DOORS = frozenset(
    {
        ("theriac.core.command", "run"),
        ("theriac.core.query", "run"),
        ("theriac.core.jobs.execution", "execute"),
        ("django.core.handlers.base", "get_response"),
    }
)
"""Module and function whose call lies below what came through a door."""
OURS = "theriac."
ONLY_TESTS = "tests"

_seen: set[str] = set()
_declared: set[str] = set()


def seen() -> frozenset[str]:
    """The problems that were raised through a door so far, by module and name."""
    return frozenset(_seen)


def declared() -> frozenset[str]:
    """The problems that this process and those that reported to it know; heads of families aside.

    A head is a class whose own kinds are raised in its place.
    """
    families = list(_families(Problem))
    return frozenset(_name(one) for one in families if not one.__subclasses__()) | _declared


def never_raised(raised: Collection[str]) -> list[str]:
    """What of all that is declared isn't among these."""
    return sorted(declared() - set(raised))


def _families(head: type[Problem]) -> Iterable[type[Problem]]:
    for kind in head.__subclasses__():
        if kind.__module__.startswith(OURS):
            yield kind
            yield from _families(kind)


def _name(kind: type[Problem]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _came_through_a_door() -> bool:
    frame = sys._getframe(2)
    while frame.f_back is not None:
        if (frame.f_globals.get("__name__"), frame.f_code.co_name) in DOORS:
            return True
        frame = frame.f_back
    return False


def pytest_configure(config: pytest.Config) -> None:
    begin = Problem.__init__

    def noted(self: Problem, *args: Any, **facts: Any) -> None:
        begin(self, *args, **facts)
        name = _name(type(self))
        if name not in _seen and _came_through_a_door():
            _seen.add(name)

    Problem.__init__ = noted  # type: ignore[method-assign]


def pytest_sessionfinish(session: pytest.Session) -> None:
    told = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["problems"] = {"seen": sorted(_seen), "declared": sorted(declared())}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    told = getattr(node, "workeroutput", {}).get("problems", {})
    _seen.update(told.get("seen", ()))
    _declared.update(told.get("declared", ()))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    missing = never_raised(_seen) if is_whole(config) else []
    if missing:
        terminalreporter.write_line(f"problems never raised: {', '.join(missing)}")


def is_whole(config: pytest.Config) -> bool:
    """Whether the run takes every test: no part by name, mark or place, and not stopped early."""
    option = config.option
    if choosing.is_mode(choosing.FAST):
        return False
    if choosing.is_mode(choosing.CHANGED) and changes.reached() is not None:
        return False
    chosen = option.keyword or option.markexpr or getattr(option, "collectonly", False)
    places = {(config.rootpath / one).resolve() for one in config.args}
    return not chosen and not option.maxfail and places <= {config.rootpath / ONLY_TESTS}
