"""Which tests the servers are asked in the gate, and that every statement reaches each of them.

SQLite runs every test and notes the statements of each. ``tests/cover.txt`` names a small set of
tests that send all of them; a long run writes it anew, and moves the turn on by one. The gate
asks a server these tests, those that are marked as the servers' own, those in files that were
changed since, and a tenth of the others by the turn. What a change made them miss is asked at the
end of the run; a run by change asks so what its change reaches, since the rest sends what it sent.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.running.records import Record

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "tests" / "cover.txt"
DRAWN = frozenset({"simulation", "random steps", "fuzz", "sweep"})
"""Kinds that draw what they ask: what they send isn't the same on each database."""
START = 0.05
"""What any test costs at least, so that many small ones don't count as cheap."""


@cache
def _read() -> tuple[int, frozenset[str]]:
    """The turn, and the covering tests."""
    if not FILE.exists():
        return 0, frozenset()
    head, *names = FILE.read_text("utf-8").splitlines()
    return int(head.removeprefix("turn ")), frozenset(names)


def turn() -> int:
    """What the gate asks by turns; each run that is kept moves it on."""
    return _read()[0]


def names() -> frozenset[str]:
    """The covering tests."""
    return _read()[1]


def chosen(found: Iterable[Record]) -> list[str]:
    """A cheap set of tests that together send every statement (greedy, by statements a cost)."""
    tests = {record.name: (record.cost + START, set(record.statements)) for record in found}
    left = set().union(*(sent for _cost, sent in tests.values())) if tests else set()
    heap = [(-len(sent) / cost, name) for name, (cost, sent) in tests.items() if sent]
    heapq.heapify(heap)
    names: list[str] = []
    while left and heap:
        _worth, name = heapq.heappop(heap)
        cost, sent = tests[name]
        worth = -len(sent & left) / cost
        if heap and worth > heap[0][0]:
            if worth < 0:
                heapq.heappush(heap, (worth, name))
        elif sent & left:
            names.append(name)
            left -= sent
    return sorted(names)


def unsent(found: Sequence[Record], part: str) -> set[int]:
    """The statements that SQLite was sent in this run and ``part`` wasn't."""
    asked = {record.name for record in found if record.part == part}
    return statements(found) - statements(one for one in found if one.name in asked)


def missed(found: Sequence[Record], part: str) -> list[Record]:
    """A cheap set of tests, as SQLite ran them, that send what ``part`` wasn't sent."""
    left = unsent(found, part)
    ours = [record for record in found if _counts(record)]
    lacking = [replace(one, statements=sorted(left.intersection(one.statements))) for one in ours]
    names = set(chosen(lacking))
    return [record for record in ours if record.name in names]


def statements(found: Iterable[Record]) -> set[int]:
    """What the tests send that send the same each time."""
    return {one for record in found if _counts(record) for one in record.statements}


def _counts(record: Record) -> bool:
    return record.part == "sqlite" and record.kind not in DRAWN


def write(found: Sequence[Record]) -> None:
    """Keep the cover that a whole run showed."""
    _keep(chosen(record for record in found if _counts(record)))


def move_on() -> None:
    """The next run's turn is the next one; the cover stays."""
    _keep(sorted(names()))


def _keep(names: Iterable[str]) -> None:
    FILE.write_text("\n".join([f"turn {turn() + 1}", *names]) + "\n", "utf-8")
