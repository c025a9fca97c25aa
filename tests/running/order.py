"""In which order a process of a run meets its tests."""

from __future__ import annotations

import random
from typing import Any

from tests.running import report
from tests.support.databases import own_database, part

DEAR = 20.0
"""Core-seconds of a file that no night leaves to the end, where it would run alone."""


def dearest_first(items: list[Any]) -> list[Any]:
    """The files in the order of what they cost last time, so that none is left alone at the end."""
    costs = _costs()
    return sorted(items, key=lambda item: -costs.get(_file(item), 0))


def drawn(items: list[Any], chance: random.Random) -> list[Any]:
    """The dear files first, then the others as chance draws them, and the tests of each file too.

    What one test leaves behind is met by another each night, instead of first in some gate.
    """
    costs = _costs()
    shuffled = chance.sample(items, len(items))
    places = {file: place for place, file in enumerate(dict.fromkeys(map(_file, shuffled)))}

    def place(item: Any) -> tuple[float, int]:
        cost = costs.get(_file(item), 0)
        return (-cost if cost >= DEAR else 0, places[_file(item)])

    return sorted(shuffled, key=place)


def _costs() -> dict[str, float]:
    """What each file cost this part last time, in core-seconds."""
    costs: dict[str, float] = {}
    for name, cost in report.read_baseline().items():
        own, _, test = name.partition(" ")
        if own == (part() or own_database()):
            file = test.partition("::")[0]
            costs[file] = costs.get(file, 0) + cost
    return costs


def _file(item: Any) -> str:
    return str(item.nodeid).partition("::")[0]
