"""Expand: the keyed hash by which an e-mail address is found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0039_user_sign_in_token")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="email_token",
            field=models.BigIntegerField(db_index=True, null=True),
        ),
    ]
