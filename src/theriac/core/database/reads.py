"""Reads whose SQL is compiled once: the ORM writes the text, later calls only fill in the keys.

Building and compiling a joined query costs the ORM half a millisecond each time; a sale makes
several. Lists of keys are padded to a power of two by repeating the last, so that few texts
exist and the server's prepared statements are met again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.ids import new_id

One = UUID | str | int
Key = One | Sequence[UUID]
Rows = list[tuple[Any, ...]]
IDS_KEPT = 8192
_stand_in_numbers = count(2_000_000_000)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One text, where each key goes in its parameters, and how columns are read."""

    sql: str
    parameters: tuple[Any, ...]
    slots: tuple[int | None, ...]
    converters: dict[int, Any]
    compiler: Any


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
        padded = [_padded(key) for key in keys]
        if any(not isinstance(key, One) and not key for key in padded):
            return []
        shape = tuple(0 if isinstance(key, One) else len(key) for key in padded)
        alias = router.db_for_read(models.Model)
        connection = connections[alias]
        compiled = self._compiled.get((connection.vendor, alias, *shape))
        if compiled is None:
            compiled = self._compile(connection, padded)
            self._compiled[(connection.vendor, alias, *shape)] = compiled
        return _run(connection, compiled, _flat(padded))

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


def _run(connection: BaseDatabaseWrapper, compiled: _Compiled, keys: list[One]) -> Rows:
    adapt = _adapt(connection)
    parameters: list[Any] = [
        given if slot is None else adapt(keys[slot])
        for given, slot in zip(compiled.parameters, compiled.slots, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(compiled.sql, parameters)
        rows = cursor.fetchall()
    if not compiled.converters:
        return list(rows)
    # Converters get the connection, not the compiler's: both are of one vendor.
    return [tuple(row) for row in compiled.compiler.apply_converters(rows, compiled.converters)]


def _adapt(connection: BaseDatabaseWrapper) -> Callable[[One], object]:
    if connection.vendor == "postgresql":
        return lambda key: key
    if connection.features.has_native_uuid_field:
        return str
    return lambda key: key.hex if isinstance(key, UUID) else key
