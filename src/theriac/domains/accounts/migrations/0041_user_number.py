"""Expand: the number that stands for a customer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0040_user_email_token")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="number",
            field=models.CharField(db_default="", default="", max_length=12),
        ),
    ]
