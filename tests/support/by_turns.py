"""Which collected tests an ordinary run leaves to ``--long``: ``night``, ``one_by_turns``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.support.turns import Turns


def left_to_others(items: Sequence[Any], turns: Turns) -> set[str]:
    """The ids of the tests that this run doesn't take on this database."""
    if turns.is_long:
        return set()
    left = {item.nodeid for item in items if is_of_the_night(item, turns.database)}
    for test, (here, ids) in parameters(items).items():
        count = here if turns.database == "sqlite" else 1
        left |= {*ids} - {*turns.some(f"{test} {turns.database}", ids, count or len(ids))}
    return left


def is_of_the_night(item: Any, database: str) -> bool:
    marker = item.get_closest_marker("night")
    return marker is not None and (not marker.args or database in marker.args)


def parameters(items: Sequence[Any]) -> dict[str, tuple[int, list[str]]]:
    """Of each test marked ``one_by_turns``: how many SQLite takes (0: all), and its ids."""
    found: dict[str, tuple[int, list[str]]] = {}
    for item in items:
        marker = item.get_closest_marker("one_by_turns")
        if marker is not None:
            test = item.nodeid.partition("[")[0]
            found.setdefault(test, (marker.kwargs.get("on_sqlite", 0), []))[1].append(item.nodeid)
    return found
