"""Creates all tables of an app in one step of a migration.

Django draws every model that is tied to a new one anew for each ``CreateModel``, since the next
step might ask for it. Of a fresh database's start that is nine tenths; one step draws them once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """The ``CreateModel`` of each table, those that others name first."""

    category = OperationCategory.ADDITION

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [], {"tables": self.tables})

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"

    def state_forwards(self, app_label: str, state: Any) -> None:
        drawn = vars(state).pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)
        if drawn is not None:
            state.apps = _with_drawn(
                drawn, [state.models[app_label, table.name_lower] for table in self.tables]
            )

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)


def _with_drawn(apps: Any, tables: Sequence[Any]) -> Any:
    """These tables' models besides those of ``apps``, which none of them changes.

    A model asks its own registry who refers to it, and Django's copies of a registry share their
    models: each is told the newest one.
    """
    apps.render_multiple(tables)
    for model in apps.get_models(include_auto_created=True, include_swapped=True):
        model._meta.apps = apps
    apps.clear_cache()
    return apps
