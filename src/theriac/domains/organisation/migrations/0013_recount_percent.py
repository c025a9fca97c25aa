"""From which percentage a difference is counted again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0012_document_number")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="recount_percent",
            field=models.PositiveSmallIntegerField(default=10, db_default=10),
        ),
    ]
