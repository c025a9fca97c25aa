"""SQLite with writers queued by our own fair lock before BEGIN IMMEDIATE."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from theriac.core.database.current_record import add_functions
from theriac.core.database.write_lock import WriteLock, WriteLockTimeout, write_lock_for


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend; each transaction holds the write lock from BEGIN to its end."""

    _held: WriteLock | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        add_functions(connection)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        lock = write_lock_for(str(self.settings_dict["NAME"]))
        try:
            lock.acquire(self.settings_dict.get("OPTIONS", {}).get("timeout", 20))
        except WriteLockTimeout:
            raise OperationalError("database is locked: another writer took too long") from None
        self._held = lock
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._release()
            raise

    def _release(self) -> None:
        lock, self._held = self._held, None
        if lock is not None:
            lock.release()

    def _commit(self) -> Any:
        result = super()._commit()  # type: ignore[misc]
        self._release()
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._release()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if not self.in_atomic_block:
                self._release()
