"""The approvals of one object are found by it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index."""

    dependencies = [("approval", "0002_means_passkey")]

    operations = [
        migrations.AddIndex(
            model_name="approvaluse",
            index=models.Index(fields=["effect_id"], name="approval_used_for"),
        ),
    ]
