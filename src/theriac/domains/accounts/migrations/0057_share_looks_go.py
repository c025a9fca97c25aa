"""Looks at a share may go by retention: the triggers that refuse every deletion make way.

After the migration the ones that refuse an early deletion are put in place with all the others.
"""

from typing import Any

from django.db import migrations

from theriac.core.append_only.triggers import drop_statement, triggers_for

TABLE = "accounts_share_look"


def _drop(schema_editor: Any, kept_days: int | None) -> None:
    vendor = schema_editor.connection.vendor
    for trigger in triggers_for(vendor, TABLE, kept_days, "looked_at"):
        schema_editor.execute(drop_statement(vendor, trigger))


def forwards(_apps: Any, schema_editor: Any) -> None:
    _drop(schema_editor, None)


def backwards(_apps: Any, schema_editor: Any) -> None:
    _drop(schema_editor, 180)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0056_encrypt_shares")]

    operations = [migrations.RunPython(forwards, backwards)]
