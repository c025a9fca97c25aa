from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stock", "0004_batch_supplier")]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="price_amount",
            field=models.PositiveBigIntegerField(null=True),
        ),
    ]
