from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stock", "0005_batch_price_amount")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="price_units",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
    ]
