"""Reads whose SQL is compiled once: the ORM writes the text, later calls only fill in the keys.

Building and compiling a joined query costs the ORM half a millisecond each time; a sale makes
several. Lists of keys are padded to a power of two by repeating the last, so that few texts
exist and the server's prepared statements are met again.

Several such reads may be asked together (``answers``): one statement on PostgreSQL, where each
costs a fifth of a millisecond, and one after the other elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.ids import new_id

One = UUID | str | int
Key = One | Sequence[UUID]
Rows = list[tuple[Any, ...]]
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
    types: tuple[str, ...]

    def parameters_for(self, connection: BaseDatabaseWrapper, keys: Sequence[One]) -> list[Any]:
        """The statement's parameters, with these keys in their places."""
        adapt = _adapt(connection)
        return [
            given if slot is None else adapt(keys[slot])
            for given, slot in zip(self.parameters, self.slots, strict=True)
        ]

    def converted(self, rows: Rows) -> Rows:
        """The rows as the query's own would be."""
        if not self.converters:
            return list(rows)
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
        compiled = self.compiled(connection, padded)
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, compiled.parameters_for(connection, _flat(padded)))
            return compiled.converted(cursor.fetchall())

    def compiled(self, connection: BaseDatabaseWrapper, padded: Sequence[Key]) -> _Compiled:
        """The text for so many keys, compiled when it is first met."""
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
            types=tuple(_type(column, connection) for column in columns),
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


def _type(column: Any, connection: BaseDatabaseWrapper) -> str:
    field = column.output_field
    kind = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return str(kind).split("(", maxsplit=1)[0]


def _adapt(connection: BaseDatabaseWrapper) -> Callable[[One], object]:
    if connection.vendor == "postgresql":
        return lambda key: key
    if connection.features.has_native_uuid_field:
        return str
    return lambda key: key.hex if isinstance(key, UUID) else key


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
    if connection.vendor != "postgresql":
        return [pending.read(*pending.keys) for pending in reads]
    found: list[Rows] = [[] for _ in reads]
    asked: list[tuple[int, _Compiled]] = []
    parameters: list[Any] = []
    for place, pending in enumerate(reads):
        padded = [_padded(key) for key in pending.keys]
        if not _is_empty(padded):
            compiled = pending.read.compiled(connection, padded)
            asked.append((place, compiled))
            parameters += compiled.parameters_for(connection, _flat(padded))
    if not asked:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_together_sql(tuple(compiled for _place, compiled in asked)), parameters)
        rows = cursor.fetchall()
    start = 1
    for index, (place, compiled) in enumerate(asked):
        end = start + len(compiled.types)
        found[place] = compiled.converted([row[start:end] for row in rows if row[0] == index])
        start = end
    return found


@lru_cache(maxsize=256)
def _together_sql(asked: tuple[_Compiled, ...]) -> str:
    """One row after the other of each read, in columns of its own behind the read's number."""
    parts = []
    for index, compiled in enumerate(asked):
        # The first gives each column its type, and a bare NULL takes it.
        nulls = [_nulls(other, typed=not index) for other in asked]
        columns = ", ".join([*nulls[:index], f"r{index}.*", *nulls[index + 1 :]])
        parts.append(f"SELECT {index}, {columns} FROM ({_bare(compiled.sql)}) AS r{index}")  # noqa: S608
    return " UNION ALL ".join(parts)


def _nulls(compiled: _Compiled, *, typed: bool) -> str:
    return ", ".join(f"NULL::{kind}" if typed else "NULL" for kind in compiled.types)


_NAMED = re.compile(r'("\w+"\."\w+") AS "\w+"(?=, "| FROM)')


def _bare(sql: str) -> str:
    """The text without the names of its columns, which are told by their place.

    psycopg remembers how it reads a text only up to 4,096 characters. What may refer to a name is
    left as it is.
    """
    if sql.count("SELECT") > 1 or "ORDER BY" in sql:
        return sql
    return _NAMED.sub(r"\1", sql)
