from typing import Any

from django.db import migrations

GRANTED = {
    "owner": ("view", "identity", "clinical", "manage", "merge", "erase"),
    "manager": ("view", "identity", "manage", "merge"),
    "pharmacist": ("view", "identity", "clinical", "manage", "merge"),
    "technician": ("view", "identity", "clinical", "manage"),
    "cashier": ("view",),
}


def grant(apps: Any, schema_editor: Any) -> None:
    """Give the roles that a pharmacy began with what they need for patients."""
    for role in apps.get_model("accounts", "Role").objects.filter(code__in=GRANTED):
        codes = {f"patients.{right}" for right in GRANTED[role.code]}
        role.permissions = sorted(codes.union(role.permissions))
        role.save(update_fields=["permissions"])


def take_back(apps: Any, schema_editor: Any) -> None:
    """Rights of a domain that isn't there mean nothing to the roles."""
    for role in apps.get_model("accounts", "Role").objects.all():
        kept = [code for code in role.permissions if not code.startswith("patients.")]
        role.permissions = kept
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_initial"), ("accounts", "0002_must_change_password")]

    operations = [migrations.RunPython(grant, take_back)]
