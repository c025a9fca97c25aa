from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0031_user_is_customer")]

    operations = [
        migrations.AddField(
            model_name="share",
            name="patients",
            field=models.CharField(max_length=8, default="", db_default=""),
        ),
    ]
