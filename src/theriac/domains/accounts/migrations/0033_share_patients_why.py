from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0032_share_patients")]

    operations = [
        migrations.AddField(
            model_name="share",
            name="patients_why",
            field=models.CharField(max_length=250, default="", db_default=""),
        ),
    ]
