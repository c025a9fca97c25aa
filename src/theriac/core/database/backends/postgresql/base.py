"""PostgreSQL with kept connections, a pre-ping that costs no round trip, and trips of several."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db.backends.postgresql import base

from theriac.core.database.backends.postgresql.trip import Asked, Told, TripLine
from theriac.core.database.backends.quiet_socket import is_quiet

_COMMIT: Asked = ("COMMIT", ())


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend; a kept connection is asked only when its socket has something to say."""

    _line: TripLine
    _ahead: tuple[Asked, Callable[[Told], None]] | None = None
    _is_last: bool = False

    def is_usable(self) -> bool:
        """Whether the server still holds this connection."""
        if self.connection is None or self.connection.closed:
            return False
        return is_quiet(self.connection.fileno()) or bool(super().is_usable())

    def get_new_connection(self, conn_params: Any) -> Any:
        """A connection, by which several statements can go together."""
        connection = super().get_new_connection(conn_params)
        self._line = TripLine(connection)
        return connection

    def ask_together(self, asked: Sequence[Asked]) -> list[Told]:
        """What several statements are answered, in one round trip and in their order.

        Raises Django's error of the first that fails; none after it was executed. Whoever wraps
        statements (``execute_wrapper``) sees each before it is sent, without its answer; the log of
        queries has all as one.
        """
        ahead, self._ahead, self._is_last = self._ahead, None, False
        if ahead is None:
            return self._asked(asked)
        first, *told = self._asked([ahead[0], *asked])
        ahead[1](first)
        return told

    def ask_ahead(self, asked: Asked, understand: Callable[[Told], None]) -> None:
        """Ask it with the transaction's next statement, before that one.

        Its answer is understood before any other; what that raises, who asks next raises.
        """
        if self._ahead is not None:
            self.ask_together([])
        self._ahead = (asked, understand)

    def ask_last(self, asked: Asked) -> None:
        """Ask it with the transaction's commit, which fails as it fails; nobody is told else."""
        self.ask_ahead(asked, lambda _told: None)
        self._is_last = True

    def _cursor(self, name: str | None = None) -> Any:
        if self._ahead is not None:
            self.ask_together([])
        return super()._cursor(name)  # type: ignore[misc]

    def _commit(self) -> Any:
        if self._is_last:
            self.ask_together([_COMMIT])
            return None
        if self._ahead is not None:
            self.ask_together([])
        return super()._commit()  # type: ignore[misc]

    def _close(self) -> Any:
        self._forget()
        return super()._close()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        self._forget()  # what was before the savepoint, was sent before it
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _rollback(self) -> Any:
        self._forget()
        return super()._rollback()  # type: ignore[misc]

    def _forget(self) -> None:
        self._ahead, self._is_last = None, False

    def _asked(self, asked: Sequence[Asked]) -> list[Told]:
        self.validate_thread_sharing()
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_no_broken_transaction()
        for sql, values in asked:
            self._shown(sql, values)
        begun = time.monotonic()
        try:
            with self.wrap_database_errors:
                return self._line.ask(asked)
        finally:
            if self.queries_logged:
                words = "; ".join(sql for sql, _values in asked)
                self.queries_log.append({"sql": words, "time": f"{time.monotonic() - begun:.3f}"})

    def _shown(self, sql: str, values: Sequence[Any]) -> None:
        shown: Any = _nothing
        for wrapper in reversed(self.execute_wrappers):
            shown = partial(wrapper, shown)
        shown(sql, values, False, {"connection": self, "cursor": None})


def _nothing(*_statement: Any) -> None:
    """Where a statement's wrappers end that is sent with others."""
