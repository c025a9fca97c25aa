"""The kind of record that a file belongs to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0003_branch")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="record_kind",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
    ]
