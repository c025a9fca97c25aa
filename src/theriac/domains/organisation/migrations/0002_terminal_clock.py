from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="terminal",
            name="clock_skew_seconds",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
