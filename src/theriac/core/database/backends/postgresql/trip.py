"""Several statements in one round trip: libpq's pipeline, each prepared on the server once.

A statement costs psycopg's cursor and Django's above it more than the server that answers it. Here
it costs its values, and several together one message each way. What they do stays as it is: each
is executed after the one before it, sees what was committed until then, and where one fails, none
after it is executed.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

from psycopg import Connection, errors, generators
from psycopg._preparing import PrepareManager
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus
from psycopg.types.datetime import TimestamptzLoader

if TYPE_CHECKING:
    from psycopg.abc import PQGen
    from psycopg.pq.abc import PGresult

Asked = tuple[str, Sequence[Any]]
Told = tuple[list[tuple[Any, ...]], int]
"""The rows, and how many were read or changed."""
MOST_PREPARED = 200
_BEGIN: Asked = ("BEGIN", ())
_MARK = re.compile("%[%s]")


class _KnownInstant(TimestamptzLoader):
    """An instant in UTC, as the connection's are; prices and batches bring the same each time."""

    def load(self, data: Any) -> datetime:
        text = bytes(data)
        try:
            return _instant(text)
        except ValueError:  # before year 1 or after 9999: the driver says so
            return super().load(data)


@lru_cache(8192)
def _instant(text: bytes) -> datetime:
    return datetime.fromisoformat(text.decode())


@dataclass(slots=True)
class _Call:
    """A statement on its way: its name on the server, and its values as they are sent."""

    sql: str
    types: tuple[int, ...]
    name: bytes
    values: Sequence[Any]
    formats: Sequence[Any]
    is_new: bool


class _Prepared(PrepareManager):
    """What the driver has prepared by itself; when it lets all go, it is told."""

    def __init__(self, connection: Connection[Any], let_go: Callable[[], None]) -> None:
        super().__init__()
        self.prepare_threshold = connection.prepare_threshold
        self._let_go = let_go

    def clear(self) -> bool:
        """Let go of all, by ``DEALLOCATE ALL``."""
        self._let_go()
        return super().clear()


class TripLine:
    """What a new connection has prepared, and how its values are read."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection
        connection._prepared = _Prepared(connection, self._let_go)  # noqa: SLF001 (no other way)
        self._cursor = connection.cursor()
        self._cursor.adapters.register_loader("timestamptz", _KnownInstant)
        self._values = Transformer(self._cursor)
        self._prepared: OrderedDict[tuple[str, tuple[int, ...]], bytes] = OrderedDict()
        self._numbers = count()

    def ask(self, asked: Sequence[Asked]) -> list[Told]:
        """What each is answered. Raises psycopg's error of the first that fails.

        A transaction is begun before them where the connection wants one and has none.
        """
        connection, pgconn = self.connection, self.connection.pgconn
        with connection.lock:
            is_idle = pgconn.transaction_status == TransactionStatus.IDLE
            begins = is_idle and not connection.autocommit
            calls = [self._call(*one) for one in ((_BEGIN, *asked) if begins else asked)]
            pgconn.enter_pipeline_mode()
            try:
                results = connection.wait(self._sent(calls))
                pgconn.exit_pipeline_mode()
            except BaseException:
                connection.close()  # answers may still be on their way
                raise
            told = [self._told(result) for result in results]
            self._forget_oldest()
        return told[1:] if begins else told

    def _let_go(self) -> None:
        self._prepared.clear()

    def _call(self, sql: str, values: Sequence[Any]) -> _Call:
        given = self._values.dump_sequence(values, [PyFormat.AUTO] * len(values)) if values else ()
        types = tuple(self._values.types or ()) if values else ()
        formats = self._values.formats or () if values else ()
        name = self._prepared.get((sql, types))
        if name is None:
            own = f"trip_{next(self._numbers)}".encode()
            return _Call(sql, types, own, given, formats, is_new=True)
        self._prepared.move_to_end((sql, types))
        return _Call(sql, types, name, given, formats, is_new=False)

    def _sent(self, calls: Sequence[_Call]) -> PQGen[list[PGresult]]:
        """Send them and fetch what each is answered, failures too, all that there is."""
        pgconn = self.connection.pgconn
        for call in calls:
            if call.is_new:
                pgconn.send_prepare(call.name, _numbered(call.sql), call.types)
            pgconn.send_query_prepared(call.name, call.values, call.formats)
        pgconn.pipeline_sync()
        yield from generators.send(pgconn)
        results: list[PGresult] = []
        for call in calls:
            if call.is_new:
                prepared = yield from self._fetched()
                if prepared.status == ExecStatus.COMMAND_OK:
                    self._prepared[call.sql, call.types] = call.name
                elif prepared.status == ExecStatus.FATAL_ERROR:
                    results.append(prepared)
            results.append((yield from self._fetched()))
        yield from generators.fetch_many(pgconn)  # the end of the pipeline
        return results

    def _fetched(self) -> PQGen[PGresult]:
        results = yield from generators.fetch_many(self.connection.pgconn)
        if not results:
            raise errors.OperationalError("the connection is lost")
        result: PGresult = results[0]
        if self.connection.pgconn.status == ConnStatus.BAD:
            raise errors.error_from_result(result)
        return result

    def _told(self, result: PGresult) -> Told:
        if result.status == ExecStatus.TUPLES_OK:
            self._values.set_pgresult(result)
            return self._values.load_rows(0, result.ntuples, tuple), result.ntuples
        if result.status == ExecStatus.COMMAND_OK:
            return [], result.command_tuples or 0
        raise errors.error_from_result(result, encoding="utf-8")

    def _forget_oldest(self) -> None:
        while len(self._prepared) > MOST_PREPARED:
            _key, name = self._prepared.popitem(last=False)
            self._cursor.execute(b"DEALLOCATE " + name)


def _numbered(sql: str) -> bytes:
    """The text with ``$1``, ``$2`` for each ``%s``, and ``%`` for ``%%``."""
    numbers = count(1)
    return _MARK.sub(lambda m: "%" if m[0] == "%%" else f"${next(numbers)}", sql).encode()
