"""How many items are due for counting a morning."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0014_recount_value")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="count_items",
            field=models.PositiveSmallIntegerField(default=20, db_default=20),
        ),
    ]
