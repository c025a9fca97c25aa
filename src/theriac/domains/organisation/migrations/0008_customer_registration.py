from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_mass_reads")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="customer_registration",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
