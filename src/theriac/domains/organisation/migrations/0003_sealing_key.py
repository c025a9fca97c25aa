import django.db.models.deletion
from django.db import migrations, models

import theriac.core.ids


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_terminal_clock")]

    operations = [
        migrations.CreateModel(
            name="SealingKey",
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
                ("key_id", models.CharField(max_length=32, unique=True)),
                ("public_key", models.CharField(max_length=90)),
                ("private_key", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("reason", models.CharField(default="", max_length=250)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.branch",
                    ),
                ),
            ],
            options={
                "db_table": "organisation_sealing_key",
                "indexes": [
                    models.Index(fields=["branch", "made_at"], name="sealing_key_newest")
                ],
            },
        ),
    ]
