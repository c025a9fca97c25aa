from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0010_case_product")]

    operations = [
        migrations.AlterField(
            model_name="discrepancycase",
            name="kind",
            field=models.CharField(
                choices=[
                    ("stock_short", "Stock Short"),
                    ("batch_expired", "Batch Expired"),
                    ("batch_held", "Batch Held"),
                    ("batch_unknown", "Batch Unknown"),
                    ("price", "Price"),
                    ("tax", "Tax"),
                    ("payment", "Payment"),
                    ("person", "Person"),
                    ("ground", "Ground"),
                    ("clock", "Clock"),
                    ("number", "Number"),
                    ("count_asked", "Count Asked"),
                    ("approval", "Approval"),
                    ("product", "Product"),
                    ("serial_sold", "Serial Sold"),
                ],
                max_length=14,
            ),
        )
    ]
