"""Expand: a display name becomes a text, which ciphertext is."""

from django.db import migrations, models

from theriac.core.privacy.fields import EncryptedOrEmpty


class Migration(migrations.Migration):
    dependencies = [("accounts", "0041_user_number")]

    operations = [
        migrations.AlterModelOptions(name="user", options={}),
        migrations.AlterField(
            model_name="user",
            name="display_name",
            field=models.CharField(db_column="display_name", max_length=80),
        ),
        migrations.RenameField(model_name="user", old_name="display_name", new_name="name"),
        migrations.AlterField(
            model_name="user",
            name="name",
            field=EncryptedOrEmpty(
                db_column="display_name", default="", label="staff.display_name", owner="id"
            ),
        ),
    ]
