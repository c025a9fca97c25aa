"""Snapshots of stock, their lines and withdrawals, and the proofs made of them."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import theriac.core.ids


def own_id() -> Any:
    return models.UUIDField(
        default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False
    )


def of_branch() -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.branch"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0011_expiry_far_of_look"),
        ("stock", "0029_alert_excursion"),
    ]

    operations = [
        migrations.CreateModel(
            name="StockSnapshot",
            fields=[
                ("id", own_id()),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("lines", models.PositiveIntegerField()),
                ("taken_at", models.DateTimeField()),
                ("branch", of_branch()),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="stock.stocksnapshot",
                    ),
                ),
            ],
            options={
                "db_table": "stock_snapshot",
                "indexes": [models.Index(fields=["branch", "at"], name="snapshot_of_branch")],
            },
        ),
        migrations.CreateModel(
            name="SnapshotLine",
            fields=[
                ("id", own_id()),
                ("snapshot_id", models.UUIDField()),
                ("batch_id", models.UUIDField()),
                ("place_id", models.UUIDField()),
                ("quantity", models.BigIntegerField()),
            ],
            options={
                "db_table": "stock_snapshot_line",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("snapshot_id", "batch_id", "place_id"), name="snapshot_line_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotWithdrawal",
            fields=[
                ("id", own_id()),
                ("from_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("branch", of_branch()),
            ],
            options={"db_table": "stock_snapshot_withdrawal"},
        ),
        migrations.CreateModel(
            name="StockProof",
            fields=[
                ("id", own_id()),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("balances", models.PositiveBigIntegerField()),
                ("movements", models.PositiveBigIntegerField()),
                ("snapshots", models.PositiveBigIntegerField()),
                ("lines", models.PositiveBigIntegerField()),
                ("differences", models.PositiveBigIntegerField()),
                ("found", models.JSONField(default=list)),
            ],
            options={
                "db_table": "stock_proof",
                "indexes": [models.Index(fields=["ended_at"], name="proof_ended")],
            },
        ),
    ]
