"""The delivered roles get the rights to record, set up and assess the cold chain."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHTS = {
    "stock.cold_record": ("owner", "manager", "pharmacist", "technician", "restocker"),
    "stock.cold_manage": ("owner", "manager", "pharmacist"),
    "stock.cold_assess": ("owner", "pharmacist"),
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

    dependencies = [("accounts", "0051_want_permission")]

    operations = [migrations.RunPython(give, take)]
