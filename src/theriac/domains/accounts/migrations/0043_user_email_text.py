"""Expand: an account's e-mail address becomes a text, which ciphertext is."""

from django.db import migrations

from theriac.core.privacy.fields import EncryptedOrEmpty


class Migration(migrations.Migration):
    dependencies = [("accounts", "0042_user_name")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="email",
            field=EncryptedOrEmpty(blank=True, default="", label="staff.email", owner="id"),
        ),
    ]
