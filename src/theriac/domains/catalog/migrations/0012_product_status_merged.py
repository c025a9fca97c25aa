from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0011_product_merged_into")]

    operations = [
        migrations.AlterField(
            model_name="product",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("active", "Active"),
                    ("blocked", "Blocked"),
                    ("discontinued", "Discontinued"),
                    ("merged", "Merged"),
                ],
                default="active",
                max_length=12,
            ),
        ),
    ]
