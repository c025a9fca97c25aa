"""Writes one initial migration an app from today's models, in place of those that are there.

Nobody runs Theriac yet, so that its past need not be walked through: until the first release every
change of a model ends with this program. What a table needs stands in its ``CreateModel``, and all
of an app's in one step, since Django draws the models anew for each step.

Run from the root: ``.venv/bin/python scripts/squash.py``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django  # noqa: E402

django.setup()

from django.apps import AppConfig, apps  # noqa: E402
from django.db.migrations import Migration, operations  # noqa: E402
from django.db.migrations.autodetector import MigrationAutodetector  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.state import ProjectState  # noqa: E402
from django.db.migrations.writer import MigrationWriter  # noqa: E402

from theriac.core.database.create_models import CreateModels  # noqa: E402


def our_apps() -> dict[str, AppConfig]:
    """The project's apps that keep something, by label."""
    return {
        config.label: config
        for config in apps.get_app_configs()
        if config.name.startswith("theriac.") and list(config.get_models())
    }


def folder_of(config: AppConfig) -> Path:
    """Where an app's migrations stand."""
    return Path(config.path) / "migrations"


def initial_migrations(labels: Iterable[str]) -> Iterator[Migration]:
    """One migration an app, as if the project began today."""
    labels = frozenset(labels)
    today = ProjectState.from_apps(apps)
    others = {key: model for key, model in today.models.items() if key[0] not in labels}
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    found = MigrationAutodetector(ProjectState(others), today).changes(
        graph=graph, trim_to_apps=labels, convert_apps=labels
    )
    for label in sorted(labels):
        pieces = found[label]
        whole = Migration("0001_initial", label)
        whole.initial = True
        steps = [one for piece in pieces for one in piece.operations]
        whole.operations = [CreateModels(in_one_piece(steps))]
        whole.dependencies = sorted(
            {
                (app, "0001_initial" if app in labels else name)
                for piece in pieces
                for app, name in piece.dependencies
                if app != label
            }
        )
        yield whole


def in_one_piece(steps: list[Any]) -> list[Any]:
    """Each table with its later fields, indexes and constraints, after those that it names."""
    made = {step.name_lower: step for step in steps if isinstance(step, operations.CreateModel)}
    for step in steps:
        if isinstance(step, operations.CreateModel):
            continue
        table = made[step.model_name_lower]
        if isinstance(step, operations.AddField):
            table.fields.append((step.name, step.field))
        elif isinstance(step, operations.AddIndex):
            table.options.setdefault("indexes", []).append(step.index)
        elif isinstance(step, operations.AddConstraint):
            table.options.setdefault("constraints", []).append(step.constraint)
        else:
            raise TypeError(f"an initial migration with {step.describe()}")
    order = TopologicalSorter({name: named_by(table) & made.keys() for name, table in made.items()})
    return [made[name] for name in order.static_order()]


def named_by(table: Any) -> set[str]:
    """The tables of the same app that this one has foreign keys to, itself left out."""
    names = set()
    for _name, field in table.fields:
        target = field.remote_field and field.remote_field.model
        if isinstance(target, str) and target.rpartition(".")[2].lower() != table.name_lower:
            names.add(target.rpartition(".")[2].lower())
    return names


def main() -> None:
    """Write them, and take away what was there."""
    ours = our_apps()
    for migration in list(initial_migrations(ours)):
        folder = folder_of(ours[migration.app_label])
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
        for path in folder.glob("[0-9]*.py"):
            path.unlink()
        text = MigrationWriter(migration, include_header=False).as_string()
        (folder / "0001_initial.py").write_text(text, encoding="utf-8")
        [step] = migration.operations
        print(f"{migration.app_label}: {len(step.tables)} tables")


if __name__ == "__main__":
    main()
