"""Migrations are complete, and named by what they mean."""

import re

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.architecture.source import SOURCE, short

MEANINGLESS = re.compile(r"_auto_|_alter_\w+_and_more$|\d{8}_\d{4}")


def test_the_models_need_no_further_migration() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("theriac.")}
    changes = detector.changes(graph=loader.graph, trim_to_apps=ours)
    missing = {
        label: [str(operation.describe()) for operation in migration.operations]
        for label, migrations in changes.items()
        if label in ours
        for migration in migrations
    }
    assert missing == {}


def test_a_migration_is_named_by_its_meaning() -> None:
    found = [
        short(path)
        for path in SOURCE.rglob("migrations/[0-9]*.py")
        if MEANINGLESS.search(path.stem)
    ]
    assert found == []


def test_every_app_with_models_has_migrations() -> None:
    without = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("theriac.")
        and list(config.get_models())
        and not (SOURCE.parent / config.name.replace(".", "/") / "migrations").is_dir()
    ]
    assert without == []
