from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_customer_registration")]

    operations = [
        migrations.AddField(
            model_name="pharmacysettings",
            name="privacy_text",
            field=models.CharField(db_default="", default="", max_length=6000),
        ),
    ]
