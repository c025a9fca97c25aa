"""On SQLite, what an order leaves open comes the other way round than it lies.

A database may give rows that are alike by an ``ORDER BY``, or rows without one, in any order. A
small SQLite gives them as they were written, so what relies on that passes here and fails one day
on a server. In tests SQLite therefore reverses both, always: what relies on an order that it
doesn't ask for fails at once, in the first run. The servers give their own.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

import pytest
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

WORDS = re.compile(
    r"""'(?:[^']|'')*'|"[^"]*"|[()]|\b(?:ORDER\ BY|LIMIT|UNION|INTERSECT|EXCEPT)\b
    |\b(?:OVER|GROUP_CONCAT|JSON_GROUP_ARRAY)\s*\(""",
    re.VERBOSE,
)
COMPOUNDS = frozenset({"UNION", "INTERSECT", "EXCEPT"})
LATER_FIRST = "tests_later_first"


@dataclass
class _Select:
    """What is known so far of the statement, or of the parenthesis in it, that is being read."""

    is_ordered: bool = False
    takes_no_more: bool = False
    """A compound is ordered by its columns alone, a window's rank by what it names."""

    def ended(self, place: int) -> list[int]:
        """The place, if that is where an order ends that takes more."""
        found = [place] if self.is_ordered and not self.takes_no_more else []
        self.is_ordered = False
        return found


@lru_cache(maxsize=4096)
def reversed_ties(statement: str) -> str:
    """The statement with what its orders leave open reversed; the same if it leaves nothing."""
    if statement.startswith("EXPLAIN"):  # a plan is that of the statement as it is written
        return statement
    for end in reversed(_ends_of_orders(statement)):
        statement = f"{statement[:end].rstrip()}, {LATER_FIRST}() {statement[end:]}"
    return statement


def _ends_of_orders(statement: str) -> list[int]:
    ends: list[int] = []
    depths = [_Select()]
    for found in WORDS.finditer(statement):
        word, select = found.group(), depths[-1]
        if word in (")", "LIMIT"):
            ends += select.ended(found.start())
        if word == ")":
            depths.pop()
        elif word.endswith("("):
            depths.append(_Select(takes_no_more=len(word) > 1))
        elif word in COMPOUNDS:
            select.takes_no_more = True
        elif word == "ORDER BY":
            select.is_ordered = True
    return ends + depths[0].ended(len(statement))


def _listen(connection: Any, **_more: Any) -> None:
    if connection.vendor == "sqlite":
        reverse_ties(connection.connection)


def reverse_ties(connection: sqlite3.Connection) -> None:
    """From now on the connection gives rows without an order backwards, and knows the function."""
    numbers = count()
    connection.create_function(LATER_FIRST, 0, lambda: -next(numbers))
    connection.execute("PRAGMA reverse_unordered_selects = ON")


def pytest_configure(config: pytest.Config) -> None:
    connection_created.connect(_listen, dispatch_uid="theriac-ties")
    execute = SQLiteCursorWrapper.execute

    def executed(self: SQLiteCursorWrapper, query: str, params: Any = None) -> Any:
        return execute(self, reversed_ties(query), params)

    SQLiteCursorWrapper.execute = executed  # type: ignore[method-assign]
