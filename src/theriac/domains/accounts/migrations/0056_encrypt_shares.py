"""Move: who reads by a share lies under the share's own key; backwards it is readable again."""

from typing import Any

from django.db import migrations

from theriac.core.privacy.migrating import encrypt_columns, open_columns

COLUMNS = ("name", "email")


def forwards(apps: Any, schema_editor: Any) -> None:
    encrypt_columns(schema_editor, apps.get_model("accounts", "Share"), COLUMNS)


def backwards(apps: Any, schema_editor: Any) -> None:
    open_columns(schema_editor, apps.get_model("accounts", "Share"), COLUMNS)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("accounts", "0055_share_reader")]

    operations = [migrations.RunPython(forwards, backwards)]
