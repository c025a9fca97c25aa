"""The delivered roles that see security events get the right to."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHT = "accounts.security"
ROLES = ("owner", "auditor", "administrator")


def give(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=ROLES):
        role.permissions = sorted({*role.permissions, RIGHT})
        role.save(update_fields=["permissions"])


def take(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.all():
        role.permissions = [code for code in role.permissions if code != RIGHT]
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [("accounts", "0015_try_count")]

    operations = [migrations.RunPython(give, take)]
