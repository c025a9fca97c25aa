"""A limit may be for the people of one role."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column; "" is everybody."""

    dependencies = [("approval", "0003_used_for")]

    operations = [
        migrations.AddField(
            model_name="approvallimit",
            name="role",
            field=models.CharField(max_length=40, default="", db_default=""),
        ),
    ]
