"""The owner decides what goes once its period is over, and opens restricted records, takes data out."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHTS = frozenset({"patients.restricted", "patients.analyse", "organisation.retention"})


def grant(apps: Any, schema_editor: Any) -> None:
    """Give the owner these rights."""
    for role in apps.get_model("accounts", "Role").objects.filter(code="owner"):
        role.permissions = sorted(RIGHTS.union(role.permissions))
        role.save(update_fields=["permissions"])


def take_back(apps: Any, schema_editor: Any) -> None:
    """Rights that nothing asks for mean nothing."""
    for role in apps.get_model("accounts", "Role").objects.all():
        role.permissions = [code for code in role.permissions if code not in RIGHTS]
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0003_restriction"),
        ("accounts", "0018_counter_pin"),
        ("organisation", "0004_retention"),
    ]

    operations = [migrations.RunPython(grant, take_back)]
