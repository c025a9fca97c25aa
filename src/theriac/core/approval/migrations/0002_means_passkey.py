"""Approvals by passkey are known by that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more word for how the approver was known."""

    dependencies = [("approval", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="approval",
            name="means",
            field=models.CharField(
                choices=[("pin", "Pin"), ("own", "Signed In"), ("passkey", "Passkey")],
                max_length=8,
            ),
        ),
    ]
