"""The audit record that what is written now belongs to, as SQLite's triggers ask it."""

from __future__ import annotations

from contextvars import ContextVar
from hashlib import sha256
from sqlite3 import Connection
from uuid import UUID

current_record: ContextVar[UUID | None] = ContextVar("current_record", default=None)


def add_functions(connection: Connection) -> None:
    """Give a connection ``theriac_record()`` and ``theriac_hash(value)``, for triggers."""
    connection.create_function("theriac_record", 0, _record)
    connection.create_function("theriac_hash", 1, _hash, deterministic=True)


def _record() -> str | None:
    record = current_record.get()
    return None if record is None else record.hex


def _hash(value: object) -> str | None:
    return None if value is None else sha256(str(value).encode()).hexdigest()
