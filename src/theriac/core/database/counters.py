"""Guarded whole-number changes: many rows at once, none below zero; and the next of a series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from theriac.core.database.backends.trips import Statement, send
from theriac.core.database.json_text import dump_json, dump_rows

MOST_NAMED = 32
"""Rows that a statement names one by one on PostgreSQL."""

CONTENDED = " rows contended"
"""After a count: what PostgreSQL can't read as a number, where other rows changed than should."""


class Contended(RuntimeError):
    """Rows changed between reading and writing; the command loads again (at most three times)."""


def lock_rows(model: type[models.Model], column: str, ids: list[UUID]) -> dict[UUID, int]:
    """Lock the rows in key order and return the column's current value of each, by id.

    ``column`` may be a difference of two.
    """
    if not ids:
        return {}
    return {key: values[0] for key, values in send(locks_of(model, (column,), ids)).items()}


def locks_of(
    model: type[models.Model], columns: tuple[str, ...], ids: Sequence[UUID]
) -> Statement[dict[UUID, tuple[Any, ...]]]:
    """The statement that locks at least one row, in key order; it tells the columns by id."""
    table, connection = _table(model)
    marks, keys = _in(connection, ids)
    asked = ", ".join(columns)
    for_update = "" if connection.vendor == "sqlite" else " FOR UPDATE"
    return Statement(
        f"SELECT id, {asked} FROM {table} WHERE id {marks} ORDER BY id{for_update}",  # noqa: S608
        keys,
        lambda answer: {_uuid(row[0]): tuple(row[1:]) for row in answer.rows},
    )


@dataclass(frozen=True, slots=True)
class GuardedChange:
    """``changes`` to a column by row, none below ``floor``.

    ``floor`` is another column of the row, else zero. ``only_where`` is a condition in SQL, without
    parameters, that each row meets too; it sees what was committed before the statement. Who makes
    it holds the rows' locks (``lock_rows``).
    """

    model: type[models.Model]
    column: str
    changes: Mapping[UUID, int]
    floor: str = "0"
    only_where: str = ""

    def statement(self) -> str:
        """PostgreSQL's update; its one parameter is ``records``."""
        table, _connection = _table(self.model)
        return (
            f"UPDATE {table} AS t SET {self.column} = t.{self.column} + c.change "  # noqa: S608
            "FROM json_to_recordset(%s::json) AS c(id uuid, change bigint) WHERE t.id = c.id "
            f"AND t.{self.column} + c.change >= {_of_row('t', self.floor)}{_and(self.only_where)}"
        )

    def records(self) -> str:
        """The rows and what is added to each."""
        return dump_rows(("id", "change"), self.changes.items())

    def expect(self, changed: int) -> None:
        """Raise Contended unless so many rows are all of them."""
        if changed != len(self.changes):
            table = self.model._meta.db_table
            raise Contended(f"{table}: {changed} of {len(self.changes)} rows could change")


def change_guarded(model: type[models.Model], column: str, changes: Mapping[UUID, int]) -> None:
    """Add ``changes`` to the column, all rows in one statement, none below zero.

    Callers hold the rows' locks. Raises Contended when a row is gone or would fall below.
    """
    if changes:
        apply_change(GuardedChange(model, column, changes))


def apply_change(change: GuardedChange) -> None:
    """Change all rows in one statement. Raises Contended when one is gone or unfit."""
    _name, connection = _table(change.model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(change.statement(), [change.records()])
        elif connection.vendor == "sqlite":
            _change_from_json(cursor, connection, change)
        else:
            _change_case(cursor, connection, change)
        changed = cursor.rowcount
    change.expect(changed)


def _change_from_json(
    cursor: CursorWrapper, connection: BaseDatabaseWrapper, change: GuardedChange
) -> None:
    """SQLite looks through a ``CASE`` for each row: a thousand rows cost it a million looks."""
    table, _connection = _table(change.model)
    column = change.column
    added = {_key(connection, row_id): units for row_id, units in change.changes.items()}
    cursor.execute(
        f"UPDATE {table} SET {column} = {column} + c.change "  # noqa: S608
        "FROM (SELECT key AS changed, value AS change FROM json_each(%s)) AS c "
        f"WHERE id = c.changed AND {column} + c.change >= {change.floor}{_and(change.only_where)}",
        [dump_json(added)],
    )


def _change_case(
    cursor: CursorWrapper, connection: BaseDatabaseWrapper, change: GuardedChange
) -> None:
    table, _connection = _table(change.model)
    column = change.column
    marks, keys = _in(connection, list(change.changes))
    case = "CASE id" + " WHEN %s THEN %s" * len(keys) + " ELSE 0 END"
    added: list[Any] = []
    needed: list[Any] = []
    for key, units in zip(keys, change.changes.values(), strict=True):
        added += [key, units]
        needed += [key, max(0, -units)]
    cursor.execute(
        f"UPDATE {table} SET {column} = {column} + {case} "  # noqa: S608
        f"WHERE id {marks} AND {column} >= {case} + {change.floor}{_and(change.only_where)}",
        [*added, *keys, *needed],
    )


def _of_row(row: str, floor: str) -> str:
    return floor if floor == "0" else f"{row}.{floor}"


def _and(condition: str) -> str:
    return f" AND {condition}" if condition else ""


def take_next(model: type[models.Model], column: str, row_id: UUID) -> int | None:
    """Raise the column of one row by one and return its new value, locking only that row.

    None when there is no such row. Not for a deciding table: on MariaDB the change that its
    trigger keeps would give its own number.
    """
    return send(next_of(model, column, row_id))


def next_of(model: type[models.Model], column: str, row_id: UUID) -> Statement[int | None]:
    """The statement of ``take_next``."""
    table, connection = _table(model)
    key = _key(connection, row_id)
    if connection.vendor == "mysql":
        return Statement(
            f"UPDATE {table} SET {column} = LAST_INSERT_ID({column} + 1) WHERE id = %s",  # noqa: S608
            [key],
            lambda answer: answer.last_id if answer.count else None,
        )
    return Statement(
        f"UPDATE {table} SET {column} = {column} + 1 WHERE id = %s RETURNING {column}",  # noqa: S608
        [key],
        lambda answer: int(answer.rows[0][0]) if answer.rows else None,
    )


def _table(model: type[models.Model]) -> tuple[str, BaseDatabaseWrapper]:
    connection = connections[router.db_for_write(model)]
    return connection.ops.quote_name(model._meta.db_table), connection


def _in(connection: BaseDatabaseWrapper, ids: Sequence[UUID]) -> tuple[str, list[Any]]:
    if connection.vendor == "postgresql":
        if len(ids) > MOST_NAMED:
            return "= ANY(%s)", [list(ids)]
        # Few texts, whose plans are kept: one for an array of any length is made each time.
        ids = [*ids, *[ids[-1]] * ((1 << (len(ids) - 1).bit_length()) - len(ids))]
    return (
        "IN (" + ", ".join(["%s"] * len(ids)) + ")",
        [_key(connection, row_id) for row_id in ids],
    )


def _key(connection: BaseDatabaseWrapper, row_id: UUID) -> Any:
    if connection.vendor == "postgresql":
        return row_id
    return str(row_id) if connection.features.has_native_uuid_field else row_id.hex


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
