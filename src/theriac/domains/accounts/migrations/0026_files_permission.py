"""The delivered roles that see the list of files get the right to."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHT = "files.view"
ROLES = ("owner", "manager", "auditor", "administrator")


def give(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=ROLES):
        role.permissions = sorted({*role.permissions, RIGHT})
        role.save(update_fields=["permissions"])


def take(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.all():
        role.permissions = [code for code in role.permissions if code != RIGHT]
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [("accounts", "0025_counter_badge")]

    operations = [migrations.RunPython(give, take)]
