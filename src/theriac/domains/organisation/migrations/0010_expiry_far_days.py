"""From how many days before its expiry a batch stands on the expiry board."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0009_privacy_text")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="expiry_far_days",
            field=models.PositiveSmallIntegerField(default=180, db_default=180),
        ),
    ]
