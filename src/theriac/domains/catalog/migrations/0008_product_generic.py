import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_substances")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="generic",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="products",
                to="catalog.generic",
            ),
        ),
    ]
