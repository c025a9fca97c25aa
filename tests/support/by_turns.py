"""Which collected tests an ordinary run leaves to ``--long``: ``night``, ``one_by_turns``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tests.support.turns import Turns


def left_to_others(items: Sequence[Any], turns: Turns) -> set[str]:
    """The ids of the tests that this run doesn't take on this database."""
    if turns.is_long:
        return set()
    left = {item.nodeid for item in items if is_of_the_night(item, turns.database)}
    for test, ids in parameters(items).items():
        if turns.database != "sqlite":
            left |= {*ids} - {*turns.some(f"{test} {turns.database}", ids)}
    return left


def is_of_the_night(item: Any, database: str) -> bool:
    marker = item.get_closest_marker("night")
    return marker is not None and (not marker.args or database in marker.args)


def parameters(items: Sequence[Any]) -> dict[str, list[str]]:
    """The ids of each test that is marked ``one_by_turns``, in the order of its parameters."""
    found = defaultdict(list)
    for item in items:
        if item.get_closest_marker("one_by_turns") is not None:
            found[item.nodeid.partition("[")[0]].append(item.nodeid)
    return found
