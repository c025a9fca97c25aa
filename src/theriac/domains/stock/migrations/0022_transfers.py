from typing import Any

import django.db.models.deletion

from django.db import migrations, models

import theriac.core.ids

BRANCH: dict[str, Any] = {
    "on_delete": django.db.models.deletion.RESTRICT,
    "related_name": "+",
    "to": "organisation.branch",
}
PLACE: dict[str, Any] = {
    "on_delete": django.db.models.deletion.RESTRICT,
    "related_name": "+",
    "to": "stock.place",
}
STATES = [
    ("draft", "Draft"),
    ("approved", "Approved"),
    ("dispatched", "Dispatched"),
    ("partly_received", "Partly Received"),
    ("received", "Received"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0012_document_number"),
        ("stock", "0021_count_due"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
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
                ("number", models.CharField(max_length=40, unique=True)),
                ("state", models.CharField(choices=STATES, default="draft", max_length=16)),
                ("note", models.CharField(default="", max_length=120)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.UUIDField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("approved_by", models.UUIDField(null=True)),
                ("dispatched_at", models.DateTimeField(null=True)),
                ("dispatched_by", models.UUIDField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                ("received_by", models.UUIDField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("from_branch", models.ForeignKey(**BRANCH)),
                ("to_branch", models.ForeignKey(**BRANCH)),
                ("from_place", models.ForeignKey(**PLACE)),
                ("to_place", models.ForeignKey(**PLACE)),
            ],
            options={
                "db_table": "stock_transfer",
                "indexes": [
                    models.Index(fields=["from_branch", "created_at", "id"], name="transfer_sent"),
                    models.Index(fields=["to_branch", "created_at", "id"], name="transfer_coming"),
                ],
            },
        ),
    ]
