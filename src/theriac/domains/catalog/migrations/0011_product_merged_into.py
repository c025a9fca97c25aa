from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0010_product_draft")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="merged_into",
            field=models.ForeignKey(
                null=True,
                on_delete=models.RESTRICT,
                related_name="+",
                to="catalog.product",
            ),
        ),
    ]
