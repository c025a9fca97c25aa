"""Owners and managers get the right to settle the rules of receiving."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHTS = {"purchasing.terms": ("owner", "manager")}


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

    dependencies = [("accounts", "0046_counting_permissions")]

    operations = [migrations.RunPython(give, take)]
