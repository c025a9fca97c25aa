"""The delivered roles that sell or stock get the right to reserve."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHTS = {
    "stock.reserve": ("owner", "manager", "pharmacist", "technician", "cashier", "restocker"),
}


def give(apps: Any, _editor: Any) -> None:
    for right, codes in RIGHTS.items():
        for role in apps.get_model("accounts", "Role").objects.filter(code__in=codes):
            role.permissions = sorted({*role.permissions, right})
            role.save(update_fields=["permissions"])


def take(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.all():
        role.permissions = [code for code in role.permissions if code not in RIGHTS]
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [("accounts", "0058_opening_permission")]

    operations = [migrations.RunPython(give, take)]
