"""The delivered roles get the rights to holds, recalls, destructions and what people bring back."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_ALL = ("owner", "manager", "pharmacist", "technician", "cashier", "restocker")
RIGHTS = {
    "stock.hold": ("owner", "manager", "pharmacist", "technician", "restocker"),
    "stock.release": ("owner", "manager", "pharmacist"),
    "stock.recall": ("owner", "manager", "pharmacist"),
    "stock.recall_units": ("owner", "manager", "pharmacist", "restocker"),
    "stock.destroy": ("owner", "manager", "pharmacist"),
    "stock.witness": ("owner", "manager", "pharmacist", "technician", "restocker"),
    "stock.take_back": _ALL,
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

    dependencies = [("accounts", "0035_alert_permission")]

    operations = [migrations.RunPython(give, take)]
