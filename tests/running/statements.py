"""Which statements a test sends to its database, by their shape.

A shape is a statement without its values: lists of any length are one, and so are numbers, texts
and the names of savepoints. It is noted as a number, the same in every process and run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from zlib import crc32

from django.db.backends.signals import connection_created

LITERALS = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|\bx'[0-9a-f]*'", re.IGNORECASE)
LISTS = re.compile(r"\((?:\s*(?:%s|\?)\s*,?)+\)(?:\s*,\s*\((?:\s*(?:%s|\?)\s*,?)+\))*")
SAVEPOINTS = re.compile(r'"?`?s\d+_x\d+`?"?')
SPACES = re.compile(r"\s+")

_sent: set[int] = set()


@cache
def shape(statement: str) -> int:
    """The number of a statement's shape."""
    text = SAVEPOINTS.sub("savepoint", statement)
    text = LISTS.sub("(list)", LITERALS.sub("%s", text))
    return crc32(SPACES.sub(" ", text).strip().encode())


def _note(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
    if isinstance(sql, str):
        _sent.add(shape(sql))
    return execute(sql, *rest)


def _listen(connection: Any, **_more: Any) -> None:
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


def note_statements() -> None:
    """From now on note what every connection of this process sends."""
    connection_created.connect(_listen, dispatch_uid="theriac-statements")


def forget() -> None:
    """Begin anew: what was sent until now is nobody's."""
    _sent.clear()


def sent() -> list[int]:
    """The shapes that were sent since."""
    return sorted(_sent)
