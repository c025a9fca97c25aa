from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0018_counter_pin")]

    operations = [
        migrations.AddField(
            model_name="signin",
            name="device",
            field=models.UUIDField(null=True),
        ),
    ]
