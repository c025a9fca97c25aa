"""Empties the database after a test that commits: only what it filled, triggers lifted for it.

Django's own flush meets the append-only triggers and visits every table.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, transaction

from tests.support.triggers import at_once, lifted
from theriac.core.append_only.models import append_only_models
from theriac.core.changes.models import RowChange

KEPT = frozenset({"django_migrations", "django_content_type", "auth_permission"})

CHANGES = RowChange._meta.db_table

_baseline: dict[str, set[Any]] = {}


def remember_baseline() -> None:
    """Note the rows that migrations put in; they stay."""
    _baseline.clear()
    for table in filled_tables():
        _baseline[table] = keys_of(table)


def empty_database() -> None:
    """Delete every row that the baseline doesn't hold, from all tables of the project."""
    connection.close_if_unusable_or_obsolete()
    # What is deleted is kept as a change, so the changes go last.
    tables = [*(one for one in filled_tables() if one != CHANGES), CHANGES]
    guarded = [model for model in append_only_models() if model._meta.db_table in tables]
    with (
        connection.constraint_checks_disabled(),  # SQLite takes this outside a transaction alone
        at_once(connection),
        lifted(connection, only=guarded),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        for table in tables:
            delete_new_rows(cursor, table)


def filled_tables() -> list[str]:
    """The project's tables that hold a row, but for those that are always kept."""
    present = set(connection.introspection.table_names())
    mine = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    names = sorted((mine & present) - KEPT)
    quote = connection.ops.quote_name
    query = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})"
        if connection.vendor != "mysql"
        else f"SELECT '{name}' FROM DUAL WHERE EXISTS (SELECT 1 FROM {quote(name)})"
        for name in names
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [str(row[0]) for row in cursor.fetchall()]


def key_column(table: str) -> str:
    models = apps.get_models(include_auto_created=True)
    (column,) = {m._meta.pk.column for m in models if m._meta.db_table == table and m._meta.pk}
    return connection.ops.quote_name(column)


def keys_of(table: str) -> set[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key_column(table)} FROM {connection.ops.quote_name(table)}")
        return {row[0] for row in cursor.fetchall()}


def delete_new_rows(cursor: Any, table: str) -> None:
    name = connection.ops.quote_name(table)
    kept = _baseline.get(table)
    if not kept:
        cursor.execute(f"DELETE FROM {name}")
        return
    for key in keys_of(table) - kept:
        cursor.execute(f"DELETE FROM {name} WHERE {key_column(table)} = %s", [key])
