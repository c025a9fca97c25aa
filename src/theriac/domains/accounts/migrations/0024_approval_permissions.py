"""The delivered roles that approve, set limits or read approvals get the rights to."""

from __future__ import annotations

from typing import Any

from django.db import migrations

RIGHTS = {
    "owner": {
        "approvals.view",
        "approvals.limits",
        "approvals.single_handed",
        "sales.approve_discount",
        "stock.approve",
    },
    "manager": {"approvals.view", "sales.approve_discount", "stock.approve"},
    "auditor": {"approvals.view"},
}


def give(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=RIGHTS):
        role.permissions = sorted({*role.permissions, *RIGHTS[role.code]})
        role.save(update_fields=["permissions"])


def take(apps: Any, _editor: Any) -> None:
    taken = set().union(*RIGHTS.values())
    for role in apps.get_model("accounts", "Role").objects.all():
        role.permissions = [code for code in role.permissions if code not in taken]
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [("accounts", "0023_share_right")]

    operations = [migrations.RunPython(give, take)]
