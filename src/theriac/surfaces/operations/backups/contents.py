"""Which tables and columns a backup keeps."""

from __future__ import annotations

from django.apps import apps
from django.db import models

LEFT_OUT = frozenset(
    {"django_session", "django_migrations", "accounts_sign_in", "accounts_try_count"}
)


def kept_models() -> list[type[models.Model]]:
    """Every model whose rows a backup keeps, by table."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    }
    return [found[table] for table in sorted(found)]


def fields_of(model: type[models.Model]) -> list[models.Field[object, object]]:
    """The stored fields of a model; generated columns make themselves."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if not getattr(field, "generated", False)
    ]
