from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_retention")]

    operations = [
        migrations.AddField(
            model_name="settingschange",
            name="puts_back",
            field=models.UUIDField(null=True),
        ),
    ]
