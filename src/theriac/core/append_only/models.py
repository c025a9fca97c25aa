"""The base of every append-only model, and the one list of them."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from theriac.core.entity import Entity


class AppendOnlyModel(Entity):
    """A row that is never updated or deleted; references to it and from it are RESTRICT."""

    class Meta:
        abstract = True


def append_only_models() -> list[type[models.Model]]:
    """Every installed append-only model, by table name."""
    found = [model for model in apps.get_models() if issubclass(model, AppendOnlyModel)]
    return sorted(found, key=lambda model: model._meta.db_table)
