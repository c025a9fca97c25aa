from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0030_supplier_permissions")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_customer",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
