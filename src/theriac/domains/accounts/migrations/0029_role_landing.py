from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0028_staff_licence")]

    operations = [
        migrations.AddField(
            model_name="role",
            name="landing",
            field=models.CharField(db_default="", default="", max_length=12),
        ),
    ]
