"""A role may have a name of its own; the delivered ones go on without."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0002_must_change_password")]

    operations = [
        migrations.AddField(
            model_name="role",
            name="name",
            field=models.CharField(db_default="", default="", max_length=60),
        ),
    ]
