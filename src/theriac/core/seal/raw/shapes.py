"""Rows of one table read through the driver, and written in the canonical form without objects.

What the driver gives is written straight into the leaf where its form is known: ids, instants and
dates as texts, whole numbers, texts. Anything else goes through the field's own conversion, so a
value that somebody changed by SQL never breaks the reading: it gives another leaf.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from hmac import digest
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, cast
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.privacy.fields import EncryptedField

Write = Callable[[Any], str | None]
"""Writes a value as JSON; None where it isn't one that the writer knows."""
Row = Sequence[Any]
HEX, TEXT = 32, 36
DAY, SECONDS, MICROSECONDS = 10, 19, 26
POSTGRESQL_INSTANT = """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def canonical(content: object) -> bytes:
    """The one way in which a leaf is written. Raises TypeError or ValueError for other values."""
    return _encode(content).encode("ascii")


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a leaf")


_encode = json.JSONEncoder(
    default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
).encode


def mark_of(key: bytes) -> str:
    """What names a log's salt beside the hashes that are kept of it."""
    return sha256(b"theriac seal salt" + key).hexdigest()[:16]


def hidden_text(key: bytes, place: str, text: str) -> str:
    """The keyed hash that stands for a text at one place."""
    return digest(key, f"{place}\n{text}".encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a table are read and written.

    ``select`` are the columns as SQL, ``extra`` first, then the id; ``write`` gives each but the
    extra one its JSON; ``texts`` are the last columns, which stand as keyed hashes.
    """

    select: str
    table: str
    match: str
    order: str
    writes: tuple[Write, ...]
    conversions: tuple[Callable[[Any], str], ...]
    texts: tuple[str, ...]

    def values(self, row: Row, place: str, key: bytes) -> list[str]:
        """The columns of one row as JSON, in the order of ``select``; ``place`` names the kind."""
        plain = [write(value) for write, value in zip(self.writes, row[1:], strict=False)]
        if None in plain:
            every = zip(plain, self.conversions, row[1:], strict=False)
            plain = [text or convert(value) for text, convert, value in every]
        if self.texts:
            at = f"{place}\n{str(plain[0]).strip(chr(34))}\n"
            for name, text in zip(self.texts, row[1 + len(self.writes) :], strict=True):
                plain.append(_hidden(key, f"{at}{name}", text))
        return cast("list[str]", plain)

    def rows_where(self, ids: Sequence[str]) -> Sequence[Row]:
        """The rows whose ``match`` is one of the ids, as the driver gives them."""
        connection = _connection()
        if connection.vendor == "postgresql":
            where = f"{self.match} = ANY(%s::uuid[])"
            parameters: list[Any] = [list(ids)]
        else:
            where, parameters = f"{self.match} IN ({', '.join(['%s'] * len(ids))})", list(ids)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {self.select} FROM {self.table} WHERE {where}{self.order}",  # noqa: S608
                parameters,
            )
            found: Sequence[Row] = cursor.fetchall()
            return found


def _hidden(key: bytes, place: str, text: Any) -> str:
    if not text:
        return '""'
    return f'{{"hmac":"{hidden_text(key, place, str(text))}"}}'


def id_text(row_id: UUID) -> str:
    """An id as the driver gives it when rows are read by their shape."""
    return row_id.hex if _connection().vendor == "sqlite" else str(row_id)


def positions_between(log: int, start: int, end: int) -> Sequence[Row]:
    """Position, kind, version, row's id and leaf of what is sealed from ``start`` to ``end``."""
    connection = _connection()
    row_id = "row_id::text" if connection.vendor == "postgresql" else "row_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT position, kind, version, {row_id}, leaf FROM seal_row "  # noqa: S608
            "WHERE log = %s AND position >= %s AND position < %s ORDER BY position",
            [log, start, end],
        )
        found: Sequence[Row] = cursor.fetchall()
        return found


def _connection() -> BaseDatabaseWrapper:
    return connections[router.db_for_read(models.Model)]


def shape_of(
    model: type[models.Model],
    match: str,
    names: Sequence[str],
    texts: Sequence[str],
    order: Sequence[str] = (),
) -> Shape:
    """The shape of a model: ``match`` finds its rows; read are it, the id, ``names`` and texts."""
    connection = _connection()
    fields = {str(field.attname): field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    read = [_selected(fields[name], connection) for name in (match, "id", *names, *texts)]
    by = ", ".join(f"{table}.{quote(str(fields[name].column))}" for name in order)
    return Shape(
        select=", ".join(read),
        table=table,
        match=quote(str(fields[match].column)),
        order=f" ORDER BY {by}" if by else "",
        writes=tuple(_writer(fields[name]) for name in ("id", *names)),
        conversions=tuple(_conversion(fields[name], connection) for name in ("id", *names)),
        texts=tuple(texts),
    )


def _target(field: Any) -> Any:
    return field.target_field if field.is_relation else field


def _selected(field: Any, connection: BaseDatabaseWrapper) -> str:
    column = connection.ops.quote_name(str(field.column))
    if connection.vendor != "postgresql":
        return column
    if isinstance(_target(field), models.UUIDField):
        return f"{column}::text"
    if isinstance(_target(field), models.DateTimeField):
        return POSTGRESQL_INSTANT.format(column)
    return column


def _writer(field: Any) -> Write:
    target = _target(field)
    if isinstance(target, EncryptedField):
        return _text
    if type(target).__module__.startswith("django."):
        for kind, write in _WRITERS:
            if isinstance(target, kind):
                return write
    return lambda _value: None


def _id(value: Any) -> str | None:
    if type(value) is not str:
        return "null" if value is None else None
    if len(value) == HEX:
        return quoted(_hyphened(value))
    return quoted(value) if len(value) == TEXT else None


def _hyphened(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _instant(value: Any) -> str | None:
    if type(value) is str:
        if len(value) == MICROSECONDS and value[DAY] == " ":
            return quoted(f"{value[:DAY]}T{value[DAY + 1 :]}Z")
        if len(value) == SECONDS and value[DAY] == " ":
            return quoted(f"{value[:DAY]}T{value[DAY + 1 :]}.000000Z")
        return quoted(value) if len(value) == MICROSECONDS + 1 and value[-1] == "Z" else None
    if isinstance(value, datetime) and value.tzinfo is None:
        return f'"{value.isoformat(timespec="microseconds")}Z"'
    return "null" if value is None else None


def _date(value: Any) -> str | None:
    if type(value) is date:
        return f'"{value.isoformat()}"'
    if type(value) is str and len(value) == DAY:
        return quoted(value)
    return "null" if value is None else None


def _number(value: Any) -> str | None:
    if type(value) is int:
        return str(value)
    return "null" if value is None else None


def _text(value: Any) -> str | None:
    if type(value) is str:
        return quoted(value)
    return "null" if value is None else None


def _json(value: Any) -> str | None:
    if value == "{}":
        return "{}"
    if type(value) is str:
        try:
            return _encode(json.loads(value))
        except ValueError:
            return None
    return "null" if value is None else None


_WRITERS: tuple[tuple[type, Write], ...] = (
    (models.UUIDField, _id),
    (models.DateTimeField, _instant),
    (models.DateField, _date),
    (models.IntegerField, _number),
    (models.JSONField, _json),
    (models.CharField, _text),
    (models.TextField, _text),
)


def _conversion(field: Any, connection: BaseDatabaseWrapper) -> Callable[[Any], str]:
    """The field's own conversion; what it can't read gives a leaf that no row was sealed under."""
    column = field.get_col(field.model._meta.db_table)
    backend = connection.ops.get_db_converters(column)
    converters = [*backend, *column.get_db_converters(connection)]

    def write(value: Any) -> str:
        try:
            read = value
            for convert in converters:
                read = convert(read, column, connection)
            return _encode(read)
        except (TypeError, ValueError, AttributeError):
            return _encode({"unreadable": str(value)})

    return write
