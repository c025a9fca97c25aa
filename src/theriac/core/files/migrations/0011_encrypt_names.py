"""Move: files' names are encrypted; backwards they are readable again."""

from typing import Any

from django.db import migrations

from theriac.core.privacy.migrating import encrypt_columns, open_columns


def forwards(apps: Any, schema_editor: Any) -> None:
    encrypt_columns(schema_editor, apps.get_model("files", "StoredFile"), ["original_name"])


def backwards(apps: Any, schema_editor: Any) -> None:
    open_columns(schema_editor, apps.get_model("files", "StoredFile"), ["original_name"])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("files", "0010_name_text")]

    operations = [migrations.RunPython(forwards, backwards)]
