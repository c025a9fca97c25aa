"""A role that nobody is to be given any more is retired."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0003_role_name")]

    operations = [
        migrations.AddField(
            model_name="role", name="retired_at", field=models.DateTimeField(null=True)
        ),
    ]
