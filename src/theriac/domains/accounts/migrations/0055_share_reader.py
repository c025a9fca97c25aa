"""Expand: who reads by a share becomes a text, which ciphertext is; and when they were erased."""

from django.db import migrations, models

from theriac.core.privacy.fields import EncryptedOrEmpty


class Migration(migrations.Migration):
    dependencies = [("accounts", "0054_label_permission")]

    operations = [
        migrations.AlterField(
            model_name="share",
            name="name",
            field=EncryptedOrEmpty(default="", label="share.name", owner="id"),
        ),
        migrations.AlterField(
            model_name="share",
            name="email",
            field=EncryptedOrEmpty(blank=True, default="", label="share.email", owner="id"),
        ),
        migrations.AddField(
            model_name="share",
            name="erased_at",
            field=models.DateTimeField(null=True),
        ),
    ]
