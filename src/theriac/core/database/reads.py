"""Reads whose SQL is compiled once: the ORM writes the text, later calls only fill in the keys.

Building and compiling a joined query costs the ORM half a millisecond each time; a sale makes
several. Lists of keys are padded to a power of two by repeating the last, so that few texts
exist and the server's prepared statements are met again.

Several such reads may be asked together (``answers``): one round trip on PostgreSQL, one after the
other elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.database.backends.trips import Answer, Rows, Statement, send, send_all
from theriac.core.ids import new_id

One = UUID | str | int
Key = One | Sequence[UUID]
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
IDS_KEPT = 8192
_stand_in_numbers = count(2_000_000_000)


@dataclass(frozen=True, slots=True, eq=False)
class _Compiled:
    """One text, where each key goes in its parameters, and how columns are read."""

    sql: str
    parameters: tuple[Any, ...]
    slots: tuple[int | None, ...]
    converters: dict[int, Any]
    compiler: Any

    def parameters_for(self, connection: BaseDatabaseWrapper, keys: Sequence[One]) -> list[Any]:
        """The statement's parameters, with these keys in their places."""
        adapt = _adapt(connection)
        return [
            given if slot is None else adapt(keys[slot])
            for given, slot in zip(self.parameters, self.slots, strict=True)
        ]

    def converted(self, answer: Answer) -> Rows:
        """The rows as the query's own would be."""
        rows = answer.rows
        if not self.converters:
            return rows
        # Converters get the connection, not the compiler's: both are of one vendor.
        return [tuple(row) for row in self.compiler.apply_converters(rows, self.converters)]


class CachedRead:
    """A ``values_list`` query over ids, texts or numbers; call it with what ``build`` takes.

    ``build`` puts each key into the query as it is: what it computes of a key is a key of its own.
    A number is compared with a column of 32 bits or more.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[tuple[Any, ...], _Compiled] = {}
        self.__doc__ = build.__doc__

    def __call__(self, *keys: Key) -> Rows:
        """The rows; no rows when a list of keys is empty."""
        connection = connections[router.db_for_read(models.Model)]
        padded = [_padded(key) for key in keys]
        if _is_empty(padded):
            return []
        return send(self.statement(connection, padded))

    def statement(self, connection: BaseDatabaseWrapper, padded: Sequence[Key]) -> Statement[Rows]:
        """The text for so many keys, with them; its answer is the rows."""
        compiled = self._text(connection, padded)
        values = compiled.parameters_for(connection, _flat(padded))
        return Statement(compiled.sql, values, compiled.converted)

    def _text(self, connection: BaseDatabaseWrapper, padded: Sequence[Key]) -> _Compiled:
        """Compiled when it is first met."""
        name = (connection.vendor, connection.alias, *_shape(padded))
        compiled = self._compiled.get(name)
        if compiled is None:
            compiled = self._compiled[name] = self._compile(connection, padded)
        return compiled

    def _compile(self, connection: BaseDatabaseWrapper, keys: Sequence[Key]) -> _Compiled:
        stand_ins = [_stand_in(key) for key in keys]
        places: dict[object, int] = {}
        for index, key in enumerate(_flat(stand_ins)):
            places |= {key: index, str(key): index}
            if isinstance(key, UUID):
                places[key.hex] = index
        query = self._build(*stand_ins).query
        compiler = query.get_compiler(connection.alias)
        sql, parameters = compiler.as_sql()
        columns = [column[0] for column in compiler.select]
        return _Compiled(
            sql=sql,
            parameters=tuple(parameters),
            slots=tuple(places.get(parameter) for parameter in parameters),
            converters=_quicker(compiler.get_converters(columns)),
            compiler=compiler,
        )


def _quicker(converters: dict[int, Any]) -> dict[int, Any]:
    """The same, but that an id that was read before isn't made anew: it is most of what is read."""
    return {
        place: (
            [_id_of] if isinstance(expression.output_field, models.UUIDField) else kept,
            expression,
        )
        for place, (kept, expression) in converters.items()
    }


def _id_of(text: str | None, _expression: object, _connection: object) -> UUID | None:
    return None if text is None else _known_id(text)


_known_id = lru_cache(IDS_KEPT)(UUID)


def _stand_in(key: Key) -> Key:
    """Something of the same kind that can't be mistaken for another parameter."""
    if isinstance(key, UUID):
        return new_id()
    if isinstance(key, str):
        return str(new_id())
    if isinstance(key, int):
        return next(_stand_in_numbers)
    return [new_id() for _ in key]


def _padded(key: Key) -> Key:
    if isinstance(key, One):
        return key
    wanted = list(dict.fromkeys(key))
    if not wanted:
        return wanted
    size = 1 << (len(wanted) - 1).bit_length()
    return wanted + [wanted[-1]] * (size - len(wanted))


def _flat(keys: Sequence[Key]) -> list[One]:
    flat: list[One] = []
    for key in keys:
        flat += [key] if isinstance(key, One) else list(key)
    return flat


def _is_empty(keys: Sequence[Key]) -> bool:
    return any(not isinstance(key, One) and not key for key in keys)


def _shape(keys: Sequence[Key]) -> tuple[int, ...]:
    return tuple(0 if isinstance(key, One) else len(key) for key in keys)


def _adapt(connection: BaseDatabaseWrapper) -> Callable[[One], object]:
    if connection.vendor == "postgresql":
        return lambda key: key
    if connection.features.has_native_uuid_field:
        return str
    return lambda key: key.hex if isinstance(key, UUID) else key


class KnownRead(Generic[A]):
    """A read by one key whose rows mean the same as long as they are the same.

    The database is asked each time; what its rows tell is worked out only when they changed.
    """

    def __init__(self, read: CachedRead, understand: Callable[[Rows], A], most: int = 1024) -> None:
        self._read = read
        self._understand = understand
        self._most = most
        self._known: dict[One, tuple[Rows, A]] = {}

    def __call__(self, key: One) -> A:
        """What its rows tell now, no rows too."""
        connection = connections[router.db_for_read(models.Model)]
        asked = self._read.statement(connection, [key])
        answer = send(Statement(asked.sql, asked.values, _as_it_came))
        known = self._known.get(key)
        if known is not None and known[0] == answer.rows:
            return known[1]
        told = self._understand(asked.understand(answer))
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[key] = answer.rows, told
        return told


def _as_it_came(answer: Answer) -> Answer:
    return answer


@dataclass(frozen=True, slots=True)
class PendingRead(Generic[A]):
    """A read with its keys, and what its rows tell, in whatever order they come."""

    read: CachedRead
    keys: tuple[Key, ...]
    understand: Callable[[Rows], A]

    def answer(self) -> A:
        """Ask it alone."""
        return self.understand(self.read(*self.keys))


def answers(first: PendingRead[A], second: PendingRead[B], third: PendingRead[C]) -> tuple[A, B, C]:
    """What three reads are answered, asked together."""
    rows = _rows_of((first, second, third))
    return first.understand(rows[0]), second.understand(rows[1]), third.understand(rows[2])


def _rows_of(reads: Sequence[PendingRead[Any]]) -> list[Rows]:
    connection = connections[router.db_for_read(models.Model)]
    found: list[Rows] = [[] for _ in reads]
    asked: list[tuple[int, Statement[Rows]]] = []
    for place, pending in enumerate(reads):
        padded = [_padded(key) for key in pending.keys]
        if not _is_empty(padded):
            asked.append((place, pending.read.statement(connection, padded)))
    told = send_all([statement for _place, statement in asked]) if asked else []
    for (place, _statement), rows in zip(asked, told, strict=True):
        found[place] = rows
    return found
