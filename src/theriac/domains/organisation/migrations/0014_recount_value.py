"""From which value a difference is counted again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0013_recount_percent")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="recount_value",
            field=models.PositiveBigIntegerField(default=0, db_default=0),
        ),
    ]
