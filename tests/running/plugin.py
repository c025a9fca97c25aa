"""pytest's side of a run: which process takes which test, what each cost, where that is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running import choosing, compiled, costs, parts, plan, records, report, statements
from tests.support import databases

RESULTS = "THERIAC_TEST_RESULTS"
"""Names the file that the run's records are written to, for what is done with them afterwards."""
KEY = "theriac"
ENOUGH = 200
"""A run of at least so many tests tells what they cost."""


def _is_spread(config: pytest.Config) -> bool:
    """Whether this process hands tests out to others, by parts."""
    return any(parts.VARIABLE in word for word in getattr(config.option, "tx", None) or ())


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    if _is_spread(session.config) and not hasattr(session.config, "workerinput"):
        compiled.compile_all(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> parts.PartScheduling | None:
    return parts.PartScheduling(config, log) if _is_spread(config) else None


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if choosing.has_none(collection_path) else None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Where only a plan is asked, tell it: what of all that was collected is left at the end."""
    before = [_name(item) for item in items] if plan.is_asked() else []
    yield
    if plan.is_asked():
        taken = [_name(item) for item in items]
        sys.stdout.write(f"{plan.told(databases.part(), taken, before)}\n")


def _name(item: pytest.Item) -> str:
    return records.plain_name(item.nodeid, databases.own_database())


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Recorder(config), "theriac-recorder")


class Recorder:
    """Measures each test where it runs; where all reports come together, keeps them."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.found: list[records.Record] = []
        self.failing: set[str] = set()
        # Where two processes ask one server, nobody can tell whose work it does.
        is_shared = databases.part() != "" and len(databases.chosen_databases()) == 1
        self._server = costs.ServerMeter("" if is_shared else databases.own_database())
        self._begun = self._served = 0.0
        self._told = 0.0
        self._outcome = "passed"
        if os.environ.get(RESULTS) and databases.own_database() == "sqlite":
            statements.note_statements()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._begun, self._outcome = costs.core_seconds(), "passed"
        self._served = self._server.read()
        statements.forget()
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Iterator[None]:
        one: Any = yield
        if not one.passed and self._outcome != "failed":
            self._outcome = one.outcome
        if one.when == "teardown":
            one.user_properties.append((KEY, self._measured(item)))
        return one

    def _measured(self, item: pytest.Item) -> dict[str, Any]:
        is_for_each = item.get_closest_marker("databases") is None
        served = max(0.0, self._server.read() - self._served)
        drives = item.get_closest_marker("journey") is not None
        own = costs.core_seconds() - self._begun
        self._told += own
        return {
            "name": records.plain_name(item.nodeid, databases.own_database()),
            "node": item.nodeid.partition("@")[0],
            "part": databases.part() or (parts.BROWSER if drives else databases.own_database()),
            "kind": records.kind_of(item),
            "outcome": self._outcome,
            "cost": round(own + served, 3),
            "served": round(served, 3),
            "rows": records.rows_of(item),
            "statements": statements.sent() if is_for_each else [],
        }

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failing.add(report.nodeid.partition("@")[0])
            if hasattr(report, "node"):  # from another process: told at once, since runs are long
                terminal = self.config.pluginmanager.get_plugin("terminalreporter")
                terminal.write_line(f"\nfailed: {report.nodeid}")
        if report.when == "teardown":
            measured = [what for name, what in report.user_properties if name == KEY]
            self.found += [records.Record(**what) for what in measured]

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.failing.add(report.nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """What a process that hands its tests' costs over has spent besides."""
        spent = getattr(node, "workeroutput", {}).get(KEY)
        if spent is not None:
            self.found.append(records.of_start(*spent))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(session.config, "workeroutput"):
            besides = round(costs.core_seconds() - self._told, 3)
            session.config.workeroutput[KEY] = (databases.part(), besides)
        if not os.environ.get(RESULTS) or hasattr(session.config, "workerinput"):
            return
        told = {record.node for record in records.failed(self.found)}
        lost = (records.of_lost(node) for node in sorted(self.failing - told))
        records.write(Path(os.environ[RESULTS]), [*self.found, *lost])

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if len(self.found) >= ENOUGH and not os.environ.get(RESULTS):
            terminalreporter.write_line("\n".join(report.lines(self.found)))
