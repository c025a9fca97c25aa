"""Set-wise inserts: one statement a table, on PostgreSQL one text whatever the number of rows.

The ORM's share was measured at 60 % of a sale's processor time; these write the same rows
without it. No signals, no ``save()``; values are converted by column type once. PostgreSQL gets
all rows as one JSON parameter: as an array a column they cost the driver half a millisecond a
sale more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import DataError, IntegrityError, connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.base import ModelState

from theriac.core.database.backends.trips import Statement, send_ahead
from theriac.core.database.json_text import dump_json, dump_rows
from theriac.core.privacy.fields import EncryptedField

MOST_ROWS = 500
"""Of one table in a statement."""
_VALUES_A_STATEMENT = 30_000
_TAKEN = 1062
"""MariaDB's number for a key that is taken."""
_ABOUT_A_VALUE = frozenset({1264, 1265, 1366, 1406})
"""Its numbers for a value out of range, cut, of another type, too long."""
Convert = Callable[[Any], Any]
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows of one model are written on one kind of database."""

    table: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    converts: tuple[Convert | None, ...]
    types: tuple[str, ...]
    encrypted: tuple[EncryptedField, ...]

    def values(self, row: models.Model) -> list[Any]:
        fields = row.__dict__
        if self.encrypted:
            bound = {field.attname: field.pre_save(row, add=True).text for field in self.encrypted}
            fields = fields | bound
        return [
            fields[name] if convert is None else convert(fields[name])
            for name, convert in zip(self.names, self.converts, strict=True)
        ]


def insert_rows(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Insert ``rows`` with as few statements as the database takes; nothing for no rows.

    Every field of each row must be set (defaults are taken when the instance is made).
    Raises IntegrityError as the database does.
    """
    if not rows:
        return
    connection = connections[router.db_for_write(model)]
    plan = _plan(model, connection.vendor, connection.alias)
    with connection.cursor() as cursor:
        for chunk in _chunks(rows, len(plan.names)):
            cursor.execute(*_statement(plan, connection.vendor, chunk))


@dataclass(frozen=True, slots=True)
class RecordsInsert:
    """PostgreSQL's insert of rows of one model, which are its one parameter (``records_text``)."""

    sql: str
    plan: _Plan


@lru_cache(maxsize=256)
def records_insert(model: type[models.Model]) -> RecordsInsert:
    """The insert of rows of this model, for PostgreSQL alone."""
    alias = router.db_for_write(model)
    plan = _plan(model, "postgresql", alias)
    return RecordsInsert(_json_sql(plan), plan)


def records_text(insert: RecordsInsert, rows: Sequence[models.Model]) -> str:
    """The rows as the insert's parameter."""
    return dump_rows(insert.plan.names, [insert.plan.values(row) for row in rows])


def insert_if_absent(model: type[models.Model], row: models.Model) -> bool:
    """Insert one row unless a unique key of it is taken; tells whether it was inserted.

    Waits for a running transaction that holds the key (PostgreSQL and MariaDB). Raises
    IntegrityError or DataError for whatever else the database refuses about the row.
    """
    return bool(insert_absent(model, [row]))


def insert_if_absent_ahead(
    model: type[models.Model], row: models.Model, told: Callable[[bool], None]
) -> None:
    """The same with the transaction's next statement, before that one, where several go together.

    ``told`` is called with whether it was inserted, before any other answer is understood.
    """
    connection = connections[router.db_for_write(model)]
    if connection.vendor != "postgresql":
        told(insert_if_absent(model, row))
        return
    sql, values = _statement(_plan(model, connection.vendor, connection.alias), "postgresql", [row])
    send_ahead(
        Statement(f"{sql} ON CONFLICT DO NOTHING", values, lambda answer: told(bool(answer.count)))
    )


def insert_absent(model: type[models.Model], rows: Sequence[models.Model]) -> int:
    """Insert the rows of which no unique key is taken, set-wise; tells how many were.

    Waits and raises as ``insert_if_absent`` does, for one row after the other: callers give the
    rows in the order of the key, so that two who insert the same never wait for each other in a
    circle.
    """
    if not rows:
        return 0
    connection = connections[router.db_for_write(model)]
    plan = _plan(model, connection.vendor, connection.alias)
    insert = _insert_ignoring if connection.vendor == "mysql" else _insert_without_conflict
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        return sum(
            insert(connection, cursor, *_statement(plan, connection.vendor, chunk))
            for chunk in _chunks(rows, len(plan.names))
        )


def _insert_without_conflict(
    _connection: BaseDatabaseWrapper, cursor: Any, sql: str, values: list[Any]
) -> int:
    cursor.execute(f"{sql} ON CONFLICT DO NOTHING", values)
    return int(cursor.rowcount)


def _insert_ignoring(
    connection: BaseDatabaseWrapper, cursor: Any, sql: str, values: list[Any]
) -> int:
    """MariaDB's IGNORE makes a warning of every refusal: only that a key is taken may be one."""
    cursor.execute(sql.replace("INSERT INTO", "INSERT IGNORE INTO", 1), values)
    inserted = int(cursor.rowcount)
    if _warnings(connection, cursor):
        cursor.execute("SHOW WARNINGS")
        for _level, code, text in cursor.fetchall():
            if code in _ABOUT_A_VALUE:
                raise DataError(code, text)
            if code != _TAKEN:
                raise IntegrityError(code, text)
    return inserted


def _warnings(connection: BaseDatabaseWrapper, cursor: Any) -> int:
    """How many the statement had: mysqlclient tells it by its connection, PyMySQL by its cursor."""
    of_connection = getattr(connection.connection, "warning_count", None)
    return int(of_connection() if of_connection else cursor.warning_count)


def _statement(plan: _Plan, vendor: str, rows: Sequence[models.Model]) -> tuple[str, list[Any]]:
    values = [plan.values(row) for row in rows]
    if vendor == "postgresql":
        return _json_sql(plan), [dump_rows(plan.names, values)]
    return _values_sql(plan, len(values)), [value for row in values for value in row]


def _chunks(rows: Sequence[models.Model], columns: int) -> Iterable[Sequence[models.Model]]:
    size = max(1, min(MOST_ROWS, _VALUES_A_STATEMENT // columns))
    return (rows[start : start + size] for start in range(0, len(rows), size))


@lru_cache(maxsize=256)
def _json_sql(plan: _Plan) -> str:
    columns = ", ".join(plan.columns)
    typed = ", ".join(f'"{name}" {kind}' for name, kind in zip(plan.names, plan.types, strict=True))
    return (
        f"INSERT INTO {plan.table} ({columns}) "  # noqa: S608
        f"SELECT * FROM json_to_recordset(%s::json) AS given({typed})"
    )


@lru_cache(maxsize=1024)
def _values_sql(plan: _Plan, rows: int) -> str:
    one = "(" + ", ".join(["%s"] * len(plan.columns)) + ")"
    return (
        f"INSERT INTO {plan.table} ({', '.join(plan.columns)}) VALUES "  # noqa: S608
        + ", ".join([one] * rows)
    )


@lru_cache(maxsize=256)
def _plan(model: type[models.Model], vendor: str, alias: str) -> _Plan:
    connection = connections[alias]
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if not _generated(field)]
    return _Plan(
        table=quote(model._meta.db_table),
        columns=tuple(quote(str(field.column)) for field in fields),
        names=tuple(str(field.attname) for field in fields),
        converts=tuple(_convert(field, vendor, connection) for field in fields),
        types=tuple(_type(field, connection) for field in fields),
        encrypted=tuple(field for field in fields if isinstance(field, EncryptedField)),
    )


def _generated(field: Any) -> bool:
    return isinstance(field, models.AutoField | models.BigAutoField)


def _type(field: Any, connection: BaseDatabaseWrapper) -> str:
    kind = str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))
    return kind.split("(", maxsplit=1)[0]


def _convert(field: Any, vendor: str, connection: BaseDatabaseWrapper) -> Convert | None:
    """The conversion of one column's values, or None where the driver takes them as they are."""
    target = field.target_field if field.is_relation else field
    if vendor == "postgresql":
        return None
    if isinstance(target, models.JSONField):
        return dump_json
    if isinstance(target, models.UUIDField):
        return _uuid_convert(vendor, connection)
    if isinstance(target, models.DateTimeField):
        return _naive_instant if vendor == "mysql" else _naive_instant_text
    if isinstance(target, models.DateField):
        return _date_text
    return None


def _uuid_convert(vendor: str, connection: BaseDatabaseWrapper) -> Convert:
    if connection.features.has_native_uuid_field:
        return lambda value: None if value is None else str(value)
    return lambda value: None if value is None else value.hex


def _naive_instant(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC).replace(tzinfo=None)


def _naive_instant_text(value: datetime | None) -> str | None:
    return None if value is None else str(value.astimezone(UTC).replace(tzinfo=None))


def _date_text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def fresh_row(model: type[M], /, **values: Any) -> M:
    """A row to be inserted, with these values by column (``sale_id``) and defaults for the rest.

    Without what ``Model.__init__`` does for a row that lives on: it tells signals, and sets each
    field through its descriptor. Raises TypeError for a name that is no column, and for a model
    with encrypted columns.
    """
    row = model.__new__(model)
    row._state = ModelState()
    known = _defaults(model)
    if len(values) != len(known) or values.keys() != known.keys():
        if strange := values.keys() - known.keys():
            raise TypeError(f"{model.__name__} has no column {min(strange)}")
        values |= {name: known[name]() for name in known.keys() - values.keys()}
    row.__dict__.update(values)
    return row


@cache
def _defaults(model: type[models.Model]) -> Mapping[str, Callable[[], Any]]:
    fields = model._meta.concrete_fields
    if any(isinstance(field, EncryptedField) for field in fields):
        raise TypeError(f"{model.__name__} has encrypted columns")
    return {str(field.attname): field.get_default for field in fields}
