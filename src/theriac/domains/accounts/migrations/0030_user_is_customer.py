from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0029_role_landing")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_customer",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
