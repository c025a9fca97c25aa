"""The right to receive goods by the stock room's own door goes; opening stock gets one of its own.

The delivered roles have the rights to goods receipts already. A role that a pharmacy made itself
and that could put a delivery on the shelf alone goes on to do so, by a posted receipt.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

OLD = "stock.receive"
OPENING = "stock.opening"
OPENERS = ("owner", "manager")
WERE_RECEIVING = ("owner", "manager", "restocker")
DELIVERED = (
    "owner",
    "manager",
    "pharmacist",
    "technician",
    "cashier",
    "restocker",
    "auditor",
    "administrator",
)
RECEIPTS = ("purchasing.view", "purchasing.draft", "purchasing.check", "purchasing.post")


def split(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.all():
        rights = set(role.permissions)
        if role.code in OPENERS:
            rights.add(OPENING)
        if role.code not in DELIVERED and OLD in rights:
            rights |= {OPENING, *RECEIPTS}
        _keep(role, rights - {OLD})


def join(apps: Any, _editor: Any) -> None:
    for role in apps.get_model("accounts", "Role").objects.all():
        rights = set(role.permissions)
        if role.code in WERE_RECEIVING or OPENING in rights:
            rights.add(OLD)
        _keep(role, rights - {OPENING})


def _keep(role: Any, rights: set[str]) -> None:
    if rights != set(role.permissions):
        role.permissions = sorted(rights)
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):

    dependencies = [("accounts", "0057_share_looks_go")]

    operations = [migrations.RunPython(split, join)]
