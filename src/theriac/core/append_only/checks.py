"""System checks: the triggers are there, no cascade reaches an append-only table, TRUNCATE."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, models

from theriac.core.append_only.installation import missing_triggers
from theriac.core.append_only.models import AppendOnlyModel, append_only_models


def register_checks() -> None:
    """Register with Django's check framework; the database part runs at start and on demand."""
    register(no_cascades, Tags.models)
    register(triggers_in_place, Tags.database)


def no_cascades(**_kwargs: Any) -> list[CheckMessage]:
    """No database or ORM cascade reaches an append-only table (MariaDB's fire no trigger)."""
    return [
        Error(
            f"{model._meta.label}.{field.name} must be on_delete=RESTRICT",
            id="theriac.E001",
        )
        for model in apps.get_models()
        if issubclass(model, AppendOnlyModel)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.RESTRICT
    ]


def triggers_in_place(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every append-only table is guarded; in production MariaDB's account can't TRUNCATE."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        found += [
            Error(
                f"trigger {trigger.name} is missing on {trigger.table}",
                hint="Run the migrations again; they put triggers back.",
                id="theriac.E002",
            )
            for trigger in missing_triggers(connection)
        ]
        if connection.vendor == "mysql" and settings.ENVIRONMENT.production:
            found += _truncate_allowed(alias)
    return found


def _truncate_allowed(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW GRANTS")
        grants = " ".join(str(row[0]) for row in cursor.fetchall()).upper()
    if "ALL PRIVILEGES" not in grants and "DROP" not in grants:
        return []
    tables = ", ".join(model._meta.db_table for model in append_only_models())
    return [
        Error(
            f"this MariaDB account may TRUNCATE the ledger's tables ({tables})",
            hint="Run the server with an account without DROP; migrate with another.",
            id="theriac.E003",
        )
    ]
