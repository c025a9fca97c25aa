"""What is written within a command carries the id of its audit record.

SQLite's triggers ask this process for it. A server is told, before the first statement of a command
that writes to a deciding table, so that a sale, which writes to none, pays no statement for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.changes.registry import deciding_tables
from theriac.core.database.current_record import current_record

_TELL = {
    "postgresql": "SELECT set_config('theriac.record', %s, true)",
    "mysql": "SET @theriac_record = %s",
}


@contextmanager
def noted_under(record_id: UUID) -> Iterator[None]:
    """Changes within are those of this audit record; the transaction begins and ends inside."""
    token = current_record.set(record_id)
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        if connection.vendor == "sqlite":
            yield
            return
        teller = _Teller(connection, record_id)
        with connection.execute_wrapper(teller):
            try:
                yield
            finally:
                teller.forget()
    finally:
        current_record.reset(token)


class _Teller:
    """Tells a server the record once a transaction, and anew where a savepoint took it back."""

    def __init__(self, connection: BaseDatabaseWrapper, record_id: UUID) -> None:
        self._connection = connection
        self._record = str(record_id)
        self._told_in: list[str] | None = None

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: Any, context: Any
    ) -> Any:
        if _writes(sql) and not self._is_told():
            self._told_in = list(self._connection.savepoint_ids)
            self._tell(self._record)
        return execute(sql, params, many, context)

    def _is_told(self) -> bool:
        told = self._told_in
        return told is not None and self._connection.savepoint_ids[: len(told)] == told

    def _tell(self, value: str | None) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(_TELL[self._connection.vendor], [value])

    def forget(self) -> None:
        """PostgreSQL forgets with the transaction, if that ended; MariaDB's is the connection's."""
        is_over = self._connection.vendor == "postgresql" and not self._connection.in_atomic_block
        if self._told_in is None or is_over or self._connection.needs_rollback:
            return
        try:
            self._tell("" if self._connection.vendor == "postgresql" else None)
        except DatabaseError:
            self._connection.close()  # what can't be asked any more has forgotten


@lru_cache(maxsize=1024)
def _writes(sql: str) -> bool:
    """Whether a statement writes to a deciding table; texts come again, so each is read once."""
    return not sql.startswith("SELECT") and _pattern().search(sql) is not None


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(table.table for table in deciding_tables())
    return re.compile(rf"(?:INTO|UPDATE|DELETE FROM)\s+[\"`]?(?:{names})[\"`]?\b")
