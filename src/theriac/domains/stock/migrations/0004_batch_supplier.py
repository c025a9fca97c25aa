from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stock", "0003_movement_kinds"),
        ("suppliers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="supplier",
            field=models.ForeignKey(
                null=True,
                on_delete=models.RESTRICT,
                related_name="+",
                to="suppliers.supplier",
            ),
        ),
    ]
