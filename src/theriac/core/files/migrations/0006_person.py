"""Whose key encrypts a file."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0005_record")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="person_id",
            field=models.UUIDField(db_index=True, null=True),
        ),
    ]
