"""Expand: where who prescribed, and what a held sale says, will stand encrypted."""

from typing import Any

from django.db import migrations, models

import theriac.core.privacy.fields
from theriac.core.append_only.triggers import drop_statement, triggers_for

TABLE = "sales_ground"


def lift_on_mariadb(apps: Any, schema_editor: Any) -> None:
    """MariaDB fills a new text column by an UPDATE, which the ledger's triggers refuse.

    They are put back after the migrations.
    """
    if schema_editor.connection.vendor == "mysql":
        for trigger in triggers_for("mysql", TABLE):
            schema_editor.execute(drop_statement("mysql", trigger))


def _column(model: str, name: str, encrypted: Any) -> migrations.SeparateDatabaseAndState:
    """A text column, empty at first; the program knows it as an encrypted field."""
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.AddField(model, name, models.TextField(default=""), preserve_default=True)
        ],
        state_operations=[migrations.AddField(model, name, encrypted)],
    )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("sales", "0005_sale_recorded_index")]

    operations = [
        migrations.RunPython(lift_on_mariadb, migrations.RunPython.noop),
        _column(
            "saleground",
            "details",
            theriac.core.privacy.fields.EncryptedJSON(
                default=dict, label="sale.ground", owner="key_id"
            ),
        ),
        migrations.AddField("saleground", "key_id", models.UUIDField(null=True)),
        migrations.AddField("saleground", "kept_hashes", models.JSONField(default=dict)),
        _column(
            "heldpush",
            "encrypted",
            theriac.core.privacy.fields.EncryptedJSON(
                default=dict, label="sale.held", owner="key_id"
            ),
        ),
        migrations.AlterField("heldpush", "content", models.JSONField(default=dict)),
        migrations.AddField("heldpush", "key_id", models.UUIDField(null=True)),
    ]
