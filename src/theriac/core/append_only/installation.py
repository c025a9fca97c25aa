"""Puts the append-only triggers in place, and tells which don't stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from theriac.core.append_only.models import AppendOnlyModel, append_only_models
from theriac.core.append_only.triggers import (
    REFUSAL,
    Trigger,
    drop_statement,
    folded,
    preparation,
    triggers_for,
)

_STANDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true) FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND prosrc = %s "
        "AND pg_class.relnamespace = current_schema()::regnamespace"
    ),
    "mysql": (
        "SELECT trigger_name, CONCAT(event_object_table, ' ', action_timing, ' ', "
        "event_manipulation, ' ', action_statement) "
        "FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
    ),
}
"""The triggers that fire, with what each does."""


class TriggerRefused(RuntimeError):
    """The database didn't let us create a trigger; the text says what an operator must do."""


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Put back what a migration dropped (SQLite's table remakes drop triggers silently)."""
    install_triggers(connections[using])


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger that doesn't stand. Raises TriggerRefused with what to do about it."""
    missing = missing_triggers(connection)
    if not missing:
        return
    with connection.cursor() as cursor:
        for statement in preparation(connection.vendor):
            cursor.execute(statement)
        for trigger in missing:
            try:
                cursor.execute(drop_statement(connection.vendor, trigger))
                cursor.execute(trigger.create)
            except DatabaseError as problem:
                raise _refused(problem) from problem


def missing_triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The triggers that should guard existing tables and don't, or do something else."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(
            _STANDING[connection.vendor], [REFUSAL] if connection.vendor == "postgresql" else None
        )
        standing = {(str(name), folded(str(told))) for name, told in cursor.fetchall()}
    return [
        trigger
        for trigger in _wanted(connection, append_only_models())
        if trigger.table in tables and (trigger.name, trigger.told) not in standing
    ]


def triggers_of(connection: BaseDatabaseWrapper, model: type[AppendOnlyModel]) -> list[Trigger]:
    """The triggers that guard one model's table.

    A model of a migration's past has no ``kept_days``: none of its rows goes.
    """
    return triggers_for(
        connection.vendor,
        model._meta.db_table,
        getattr(model, "kept_days", None),
        getattr(model, "kept_since", "recorded_at"),
    )


def _wanted(
    connection: BaseDatabaseWrapper, guarded: Sequence[type[AppendOnlyModel]]
) -> list[Trigger]:
    return [trigger for model in guarded for trigger in triggers_of(connection, model)]


def _refused(problem: DatabaseError) -> TriggerRefused:
    return TriggerRefused(
        f"The database refused a trigger that keeps the ledger unchangeable: {problem}. "
        "On MariaDB with binary logging, set log_bin_trust_function_creators=1 or migrate with "
        "an account that may create triggers."
    )
