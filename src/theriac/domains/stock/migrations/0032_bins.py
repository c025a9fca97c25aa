"""Bins of shelves, where products are at home and where batches lie."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import theriac.core.ids


def own_id() -> Any:
    return models.UUIDField(
        default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False
    )


def to(model: str) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=model
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0001_initial"),
        ("stock", "0031_movement_recorded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bin",
            fields=[
                ("id", own_id()),
                ("code", models.CharField(max_length=20)),
                ("label", models.CharField(default="", max_length=60)),
                ("is_active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("branch", to("organisation.branch")),
            ],
            options={
                "db_table": "stock_bin",
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "code"), name="bin_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HomeBin",
            fields=[
                ("id", own_id()),
                ("product", to("catalog.product")),
                ("branch", to("organisation.branch")),
                ("bin", to("stock.bin")),
            ],
            options={
                "db_table": "stock_home_bin",
                "constraints": [
                    models.UniqueConstraint(fields=("product", "branch"), name="home_bin_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchBin",
            fields=[
                ("id", own_id()),
                ("batch", to("stock.batch")),
                ("branch", to("organisation.branch")),
                ("bin", to("stock.bin")),
            ],
            options={
                "db_table": "stock_batch_bin",
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "branch"), name="batch_bin_once")
                ],
            },
        ),
    ]
