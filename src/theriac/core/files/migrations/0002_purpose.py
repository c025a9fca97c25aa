"""What each file is for."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="purpose",
            field=models.CharField(blank=True, db_default="", default="", max_length=40),
        ),
    ]
