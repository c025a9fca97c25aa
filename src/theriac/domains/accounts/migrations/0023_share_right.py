"""The delivered role of the owner gets the right to share the books."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHT = "accounts.share"


def give(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.filter(code="owner"):
        role.permissions = sorted({*role.permissions, RIGHT})
        role.save(update_fields=["permissions"])


def take(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.all():
        role.permissions = [code for code in role.permissions if code != RIGHT]
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [("accounts", "0022_share")]

    operations = [migrations.RunPython(give, take)]
