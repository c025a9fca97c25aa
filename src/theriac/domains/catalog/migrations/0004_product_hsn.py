from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_imports")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="hsn",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
    ]
