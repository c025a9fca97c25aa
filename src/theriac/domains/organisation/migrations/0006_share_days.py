from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_settings_put_back")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="share_days",
            field=models.PositiveSmallIntegerField(default=90),
        ),
    ]
