"""Expand: the keyed hash by which a sign-in name is found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0038_user_sign_in_name")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sign_in_token",
            field=models.BigIntegerField(null=True, unique=True),
        ),
    ]
