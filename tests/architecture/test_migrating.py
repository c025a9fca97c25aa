"""Migrations run forwards and back on each database; the append-only triggers stand after both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.architecture.source import ROOT

PROGRAM = """
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from theriac.core.append_only.installation import missing_triggers
from theriac.core.append_only.models import append_only_models
ours = [c.label for c in apps.get_app_configs() if c.name.startswith("theriac.")]
with_models = [label for label in ours if list(apps.get_app_config(label).get_models())]
call_command("migrate", verbosity=0)
forwards = set(connection.introspection.table_names())
MigrationExecutor(connection).migrate([(label, None) for label in reversed(with_models)])
left = set(connection.introspection.table_names())
print(sorted(t for t in left if t.startswith(tuple(f"{label}_" for label in with_models))))
call_command("migrate", verbosity=0)
print(set(connection.introspection.table_names()) == forwards)
print(len(append_only_models()) > 0, missing_triggers(connection))
"""


def test_migrations_run_forwards_and_back(scratch_url: str, tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "DATABASE_URL": scratch_url,
        "DJANGO_SETTINGS_MODULE": "theriac.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
        "THERIAC_DATA": str(tmp_path / "data"),
    }
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines() == ["[]", "True", "True []"]


def test_no_column_freezes_its_choices() -> None:
    """Django writes them into migrations, so that each new state would want one."""
    frozen = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("theriac.")
        for field in model._meta.get_fields()
        if getattr(field, "choices", None)
    ]
    assert frozen == []
