"""The instants of movements get an index: the past is read by them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stock", "0030_snapshots")]

    operations = [
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["recorded_at"], name="movement_recorded"),
        ),
    ]
