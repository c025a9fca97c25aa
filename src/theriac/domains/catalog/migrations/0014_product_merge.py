from django.db import migrations, models

import theriac.core.ids


class Migration(migrations.Migration):
    dependencies = [("catalog", "0013_product_merged_into_one")]

    operations = [
        migrations.CreateModel(
            name="ProductMerge",
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
                ("reason", models.CharField(max_length=250)),
                ("status_before", models.CharField(max_length=12)),
                ("codes", models.JSONField(default=list)),
                ("packs_made", models.JSONField(default=list)),
                ("stock", models.JSONField(default=dict)),
                ("open_key", models.CharField(max_length=36, null=True, unique=True)),
                ("merged_at", models.DateTimeField()),
                ("merged_by", models.UUIDField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.UUIDField(null=True)),
                ("undone_reason", models.CharField(default="", max_length=250)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=models.RESTRICT, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=models.RESTRICT, related_name="+", to="catalog.product"
                    ),
                ),
            ],
            options={
                "db_table": "catalog_product_merge",
                "indexes": [
                    models.Index(fields=["merged_at", "id"], name="product_merge_by_time")
                ],
            },
        ),
    ]
