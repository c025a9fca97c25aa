"""What the scanner said of a file."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0007_keep_until")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="scan",
            field=models.CharField(db_default="unscanned", default="unscanned", max_length=10),
        ),
    ]
