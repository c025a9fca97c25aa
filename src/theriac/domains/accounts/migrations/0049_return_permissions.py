"""The delivered roles that take deliveries in get the rights to returns to suppliers."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHTS = {
    "purchasing.view_returns": ("owner", "manager", "pharmacist", "restocker", "auditor"),
    "purchasing.draft_return": ("owner", "manager", "pharmacist", "restocker"),
    "purchasing.send_return": ("owner", "manager", "pharmacist"),
    "purchasing.settle_return": ("owner", "manager", "pharmacist"),
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

    dependencies = [("accounts", "0048_transfer_permissions")]

    operations = [migrations.RunPython(give, take)]
