"""Files from before there were purposes get theirs: pictures, tables to import, and their reports."""

from typing import Any

from django.db import migrations

REPORT = "report.csv"


def tell(apps: Any, schema_editor: Any) -> None:
    """By kind and by the name that reports were given; nothing else was kept."""
    rows = apps.get_model("files", "StoredFile").objects.filter(purpose="")
    rows.filter(kind="image").update(purpose="catalog.picture")
    rows.filter(kind="document", original_name=REPORT).update(purpose="catalog.import_report")
    rows.filter(kind="document").exclude(original_name=REPORT).update(purpose="catalog.import")


class Migration(migrations.Migration):

    dependencies = [("files", "0008_scan")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
