from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0049_return_permissions")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(null=True),
        ),
    ]
