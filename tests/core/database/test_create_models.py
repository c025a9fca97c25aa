"""Tables that one migration adds are drawn into what was drawn before, with who refers to whom."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


def relations(state: ProjectState) -> dict[str, list[str]]:
    """Each model's own fields and those of others that refer to it."""
    return {
        model._meta.label: sorted(str(field) for field in model._meta.get_fields())
        for model in state.apps.get_models(include_auto_created=True)
    }


def drawn_step_by_step() -> Any:
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state([])
    assert state.apps is not None
    for migration, _backwards in executor.migration_plan(
        executor.loader.graph.leaf_nodes(), clean_start=True
    ):
        state = migration.mutate_state(state)
    return state


def test_what_is_drawn_app_by_app_is_what_is_drawn_at_once(db: None) -> None:
    state = drawn_step_by_step()
    at_once = ProjectState(state.models.copy(), state.real_apps)
    assert relations(state) == relations(at_once)
    assert all(model._meta.apps is state.apps for model in state.apps.get_models())
