"""Which collected tests an ordinary run leaves to the night, or to the other server."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from tests.support.turns import Turns


def left_to_others(
    items: Sequence[Any], turns: Turns, covering: Collection[str] = frozenset()
) -> set[str]:
    """The ids of the tests that this run doesn't take on this database; ``covering`` are taken."""
    if turns.is_long:
        return set()
    left = {
        item.nodeid
        for item in items
        if is_of_the_night(item, turns.database, covering)
        or is_of_the_other_server(item, turns, covering)
    }
    for test, (here, ids) in parameters(items).items():
        count = here if turns.database == "sqlite" else 1
        taken = turns.some(f"{test} {turns.database}", ids, count or len(ids), turns.turn)
        left |= {*ids} - {*taken, *covering}
    return left


def is_of_the_night(item: Any, database: str, covering: Collection[str]) -> bool:
    """Whether it waits for the night here; what waits on some databases doesn't where it covers."""
    marker = item.get_closest_marker("night")
    if marker is None or not marker.args:
        return marker is not None
    return database in marker.args and item.nodeid not in covering


def is_of_the_other_server(item: Any, turns: Turns, covering: Collection[str]) -> bool:
    """Whether the other server asks it in this run, by the name of its function."""
    if item.get_closest_marker("one_server") is None or item.nodeid in covering:
        return False
    return not turns.on_one_server(item.nodeid.partition("[")[0])


def parameters(items: Sequence[Any]) -> dict[str, tuple[int, list[str]]]:
    """Of each test marked ``one_by_turns``: how many SQLite takes (0: all), and its ids."""
    found: dict[str, tuple[int, list[str]]] = {}
    for item in items:
        marker = item.get_closest_marker("one_by_turns")
        if marker is not None:
            test = item.nodeid.partition("[")[0]
            found.setdefault(test, (marker.kwargs.get("on_sqlite", 0), []))[1].append(item.nodeid)
    return found
