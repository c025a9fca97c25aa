"""What a test costs: seconds of processor time of this process and of everything that it started.

A database server's own time is seen where it runs on this machine. Two processors give 120 such
seconds a minute.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SERVERS = {"postgresql": frozenset({"postgres"}), "mariadb": frozenset({"mariadbd", "mysqld"})}
"""What the processes of a server are called."""
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Process:
    """One of those that this process started: what it spent itself, and its ended children."""

    parent: int
    own: float
    ended: float


class Meter:
    """Processor time of a process, this one or another, and of all that it started, ended too.

    The system hands what an ended process spent to whoever waited for it. Browsers don't wait for
    theirs; that time would be lost, so it is kept here as it was seen last.
    """

    def __init__(self, process: int | None = None) -> None:
        self._process = process
        self._seen: dict[int, Process] = {}
        self._lost = 0.0

    def read(self) -> float:
        """Seconds until now; where there is no /proc, living children don't count."""
        before, self._seen = self._seen, dict(self._now())
        self._lost += _lost(before, self._seen)
        return self._lost + sum(one.own + one.ended for one in self._seen.values())

    def _now(self) -> Iterator[tuple[int, Process]]:
        if self._process is None:
            yield os.getpid(), _this()
        elif spent := _spent(self._process):
            yield self._process, Process(0, *spent)
        yield from _processes(self._process or os.getpid())


class ServerMeter:
    """Processor time of a database's server, 0 of one that isn't seen from here."""

    def __init__(self, database: str) -> None:
        named = SERVERS.get(database, frozenset())
        self._meters = [Meter(process) for process in _first_of(named)] if named else []

    def read(self) -> float:
        """Seconds until now; less than before once a server has ended."""
        return sum(meter.read() for meter in self._meters)


def _first_of(names: frozenset[str]) -> Iterator[int]:
    """The processes of these names that none of the same name has started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = path.read_text().partition(" (")
        except OSError:
            continue
        name, _, fields = rest.rpartition(") ")
        if name in names:
            parents[int(number)] = int(fields.split()[1])
    return (number for number, parent in parents.items() if parent not in parents)


def _this() -> Process:
    times = os.times()
    return Process(0, time.process_time(), times.children_user + times.children_system)


def _lost(before: dict[int, Process], now: dict[int, Process]) -> float:
    """What ended since then, and isn't found at the next one above it that still lives."""
    gone: dict[int, float] = defaultdict(float)
    for number in before.keys() - now.keys():
        heir = before[number].parent
        while heir in before and heir not in now:
            heir = before[heir].parent
        gone[heir] += before[number].own + before[number].ended
    return sum(
        max(0.0, spent - (now[heir].ended - before[heir].ended))
        for heir, spent in gone.items()
        if heir in before
    )


core_seconds = Meter().read
"""Of this process."""


def _processes(parent: int) -> Iterator[tuple[int, Process]]:
    try:
        tasks = list(Path(f"/proc/{parent}/task").iterdir())
    except OSError:  # ended meanwhile, or no Linux
        return
    for task in tasks:
        try:
            found = (task / "children").read_text().split()
        except OSError:
            continue
        for child in map(int, found):
            spent = _spent(child)
            if spent is not None:
                yield child, Process(parent, *spent)
            yield from _processes(child)


def _spent(process: int) -> tuple[float, float] | None:
    """What it and what its ended children spent (proc(5): utime, stime, cutime, cstime)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    own, ended = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return own / TICKS, ended / TICKS
