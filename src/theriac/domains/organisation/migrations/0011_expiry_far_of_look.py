"""The board begins no later than amber where a pharmacy looks earlier than usual."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F


def widen(apps: Any, _editor: Any) -> None:
    settings = apps.get_model("organisation", "PharmacySettings").objects
    settings.filter(expiry_look_days__gt=F("expiry_far_days")).update(
        expiry_far_days=F("expiry_look_days")
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0010_expiry_far_days")]

    operations = [migrations.RunPython(widen, migrations.RunPython.noop)]
