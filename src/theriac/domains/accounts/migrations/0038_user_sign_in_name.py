"""Expand: where the sign-in name is kept encrypted."""

from django.db import migrations

from theriac.core.privacy.fields import EncryptedOrEmpty


class Migration(migrations.Migration):
    dependencies = [("accounts", "0037_user_handle")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="username",
            field=EncryptedOrEmpty(
                db_column="sign_in_name", default="", label="staff.sign_in_name", owner="id"
            ),
        ),
    ]
