"""The base of every append-only model, and the one list of them."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps

from theriac.core.database.entity import Entity


class AppendOnlyModel(Entity):
    """A row that is never updated or deleted; references to it and from it are RESTRICT.

    A model with ``kept_days`` may lose rows by retention: the database lets none go before its
    instant ``kept_since`` lies so many days back.
    """

    kept_days: ClassVar[int | None] = None
    kept_since: ClassVar[str] = "recorded_at"

    class Meta:
        abstract = True


def append_only_models() -> list[type[AppendOnlyModel]]:
    """Every installed append-only model, by table name."""
    found = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
    return sorted(found, key=lambda model: model._meta.db_table)
