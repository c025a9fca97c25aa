"""Migrations are complete, and until the first release there is one an app."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.architecture.source import SOURCE


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


def test_nobody_has_a_past_yet_so_that_each_app_has_one_migration() -> None:
    """Goes with the first release; then they grow, and are named by what they mean."""
    assert {path.name for path in SOURCE.rglob("migrations/[0-9]*.py")} == {"0001_initial.py"}


def test_every_app_with_models_has_migrations() -> None:
    without = [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("theriac.")
        and list(config.get_models())
        and not (SOURCE.parent / config.name.replace(".", "/") / "migrations").is_dir()
    ]
    assert without == []
