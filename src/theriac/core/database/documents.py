"""Rows that several people work at: loaded locked, at the version that was seen, kept one higher.

A command on one reads: load it locked, require its state, check, write, keep. What is refused is
said in the document's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from django.db import models
from django.db.models import QuerySet

from theriac.core.problems import NotFound, Problem, Stale, Text

M = TypeVar("M", bound=models.Model)


class Versioned(Protocol):
    """A row that counts its changes."""

    version: int


class Stated(Protocol):
    """A row that goes from state to state."""

    state: str


def locked(rows: QuerySet[M], *, missing: Text) -> M:
    """The one of these rows, locked until the command is over. Raises NotFound with ``missing``."""
    found = rows.select_for_update().first()
    if found is None:
        raise NotFound(missing)
    return found


def at_version(
    row: Versioned, version: int | None, changed: Text, current: Mapping[str, Any] | None = None
) -> None:
    """Raise Stale with ``changed`` unless the row is of the version that was seen (None: of any).

    The refusal tells the version that is there now, with what ``current`` names besides.
    """
    if version is not None and row.version != version:
        told = row.version if current is None else {"version": row.version, **current}
        raise Stale(changed, current=told)


def in_state(row: Stated, *allowed: str, otherwise: Callable[[str], Problem]) -> None:
    """Raise the refusal for the row's state unless it is one of those allowed."""
    if row.state not in allowed:
        raise otherwise(row.state)


def keep(row: Any, *fields: str) -> int:
    """Write the row with the next version, all of it or these fields; the version then."""
    row.version += 1
    row.save(update_fields=[*fields, "version"] if fields else None)
    return int(row.version)
