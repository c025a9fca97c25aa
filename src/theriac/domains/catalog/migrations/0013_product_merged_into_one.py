from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0012_product_status_merged")]

    operations = [
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(status="merged", merged_into__isnull=False)
                | (~models.Q(status="merged") & models.Q(merged_into__isnull=True)),
                name="product_merged_into_one",
            ),
        ),
    ]
