import django.db.models.deletion
from django.db import migrations, models

import theriac.core.ids


class Migration(migrations.Migration):
    dependencies = [("stock", "0022_transfers")]

    operations = [
        migrations.CreateModel(
            name="TransferLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=theriac.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("product_id", models.UUIDField()),
                ("quantity", models.PositiveBigIntegerField()),
                ("sent", models.PositiveBigIntegerField(default=0)),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("lost", models.PositiveBigIntegerField(default=0)),
                ("returned", models.PositiveBigIntegerField(default=0)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="stock.batch",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="lines",
                        to="stock.transfer",
                    ),
                ),
            ],
            options={
                "db_table": "stock_transfer_line",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["transfer", "batch"], name="transfer_batch_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="transfer_line_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent__gte", models.F("received") + models.F("lost") + models.F("returned"))
                        ),
                        name="transfer_line_adds_up",
                    ),
                ],
            },
        ),
    ]
