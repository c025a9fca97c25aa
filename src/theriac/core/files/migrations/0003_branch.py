"""The branch at which a file was handed in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0002_purpose")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="branch_id",
            field=models.UUIDField(null=True),
        ),
    ]
