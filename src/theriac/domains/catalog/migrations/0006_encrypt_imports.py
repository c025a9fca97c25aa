"""Move: what was taken from files to import is encrypted; backwards it is readable again."""

from typing import Any

from django.db import migrations

from theriac.core.privacy.migrating import encrypt_columns, open_columns

COLUMNS = {
    "Import": ("file_name", "sheet", "sheets", "columns", "mapping"),
    "ImportProblem": ("content", "params"),
    "SavedMapping": ("name", "mapping"),
}


def forwards(apps: Any, schema_editor: Any) -> None:
    for name, columns in COLUMNS.items():
        encrypt_columns(schema_editor, apps.get_model("catalog", name), columns)


def backwards(apps: Any, schema_editor: Any) -> None:
    for name, columns in COLUMNS.items():
        open_columns(schema_editor, apps.get_model("catalog", name), columns)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalog", "0005_import_texts")]

    operations = [migrations.RunPython(forwards, backwards)]
