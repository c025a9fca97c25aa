"""Contract: the readable columns go; a version that still wrote them can't run any more."""

from django.db import migrations, models

import theriac.core.privacy.fields


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("sales", "0007_encrypt_grounds")]

    operations = [
        migrations.RemoveField("saleground", "prescriber"),
        migrations.RemoveField("saleground", "prescription_number"),
        migrations.AlterField("saleground", "key_id", models.UUIDField()),
        migrations.RemoveField("heldpush", "content"),
        migrations.RenameField("heldpush", "encrypted", "content"),
        migrations.AlterField(
            "heldpush",
            "content",
            theriac.core.privacy.fields.EncryptedJSON(label="sale.held", owner="key_id"),
        ),
        migrations.AlterField("heldpush", "key_id", models.UUIDField()),
    ]
