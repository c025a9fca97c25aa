"""Puts triggers in place, those of append-only tables and others, and tells which don't stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

from theriac.core.append_only.models import AppendOnlyModel, append_only_models
from theriac.core.append_only.triggers import (
    FUNCTION,
    REFUSAL,
    Trigger,
    drop_statement,
    folded,
    preparation,
    triggers_for,
)


@dataclass(frozen=True, slots=True)
class TriggerSource:
    """Triggers that must stand on a connection's tables.

    ``preparation`` is run before they are created; ``functions`` are those that they call on
    PostgreSQL, by name, with what each does.
    """

    wanted: Callable[[BaseDatabaseWrapper], Sequence[Trigger]]
    preparation: Callable[[str], Sequence[str]]
    functions: Mapping[str, str]


_STANDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true), proname, prosrc FROM pg_trigger "
        "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') "
        "AND pg_class.relnamespace = current_schema()::regnamespace"
    ),
    "mysql": (
        "SELECT trigger_name, CONCAT(event_object_table, ' ', action_timing, ' ', "
        "event_manipulation, ' ', action_statement) "
        "FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
    ),
}
"""The triggers that fire, with what each does, and on PostgreSQL the function behind it."""


class TriggerRefused(RuntimeError):
    """The database didn't let us create a trigger; the text says what an operator must do."""


def installs_after_migrations() -> None:
    """Have what a migration dropped put back (SQLite's table remakes drop triggers silently).

    Django tells of the end of a migration once an app. The last of them is enough: MariaDB takes
    50 ms to list its triggers.
    """
    told = [config for config in apps.get_app_configs() if config.models_module is not None]
    post_migrate.connect(after_migrate, sender=told[-1], dispatch_uid="append-only-triggers")


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Create every trigger that doesn't stand. Raises TriggerRefused."""
    install_triggers(connections[using])


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger that doesn't stand. Raises TriggerRefused with what to do about it."""
    missing = missing_triggers(connection)
    if not missing:
        return
    with connection.cursor() as cursor:
        for source in _sources:
            for statement in source.preparation(connection.vendor):
                cursor.execute(statement)
        for trigger in missing:
            try:
                cursor.execute(drop_statement(connection.vendor, trigger))
                cursor.execute(trigger.create)
            except DatabaseError as problem:
                raise _refused(problem) from problem


def drop_triggers(connection: BaseDatabaseWrapper, triggers: Sequence[Trigger]) -> None:
    """Take triggers away, until a migration or ``install_triggers`` puts them back."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            cursor.execute(drop_statement(connection.vendor, trigger))


def missing_triggers(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The triggers that should stand on existing tables and don't, or do something else."""
    tables = set(connection.introspection.table_names())
    functions = {name: body for one in _sources for name, body in one.functions.items()}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor])
        standing = {
            (str(name), folded(str(told)))
            for name, told, *function in cursor.fetchall()
            if not function or functions.get(function[0]) == function[1]
        }
    return [
        trigger
        for source in _sources
        for trigger in source.wanted(connection)
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
        counts_ids=isinstance(model._meta.pk, models.AutoField),
    )


def guards(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """The triggers that guard every append-only table."""
    return [one for model in append_only_models() for one in triggers_of(connection, model)]


def adds_triggers(source: TriggerSource) -> None:
    """Have further triggers put in place and checked."""
    _sources.append(source)


_sources = [TriggerSource(guards, preparation, {FUNCTION: REFUSAL})]


def _refused(problem: DatabaseError) -> TriggerRefused:
    return TriggerRefused(
        f"The database refused a trigger that keeps the ledger unchangeable: {problem}. "
        "On MariaDB with binary logging, set log_bin_trust_function_creators=1 or migrate with "
        "an account that may create triggers."
    )
