from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0019_sign_in_device")]

    operations = [
        migrations.AddField(
            model_name="signin",
            name="is_trusted",
            field=models.BooleanField(db_default=True,default=True),
        ),
    ]
