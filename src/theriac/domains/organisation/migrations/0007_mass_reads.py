from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_share_days")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="mass_reads",
            field=models.PositiveIntegerField(default=200),
        ),
    ]
