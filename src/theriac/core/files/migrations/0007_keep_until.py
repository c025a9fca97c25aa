"""The last day on which a file is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("files", "0006_person")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="keep_until",
            field=models.DateField(db_index=True, null=True),
        ),
    ]
