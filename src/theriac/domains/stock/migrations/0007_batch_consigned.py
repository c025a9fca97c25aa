from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stock", "0006_batch_price_units")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="is_consigned",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
