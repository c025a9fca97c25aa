"""The record that a file belongs to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0004_record_kind")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="record_id",
            field=models.UUIDField(db_index=True, null=True),
        ),
    ]
