"""What an account is called without a name: the column of sign-in names, until they move."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0036_recall_permissions")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="username",
            field=models.CharField(db_column="username", max_length=60, unique=True),
        ),
        migrations.RenameField(model_name="user", old_name="username", new_name="handle"),
    ]
