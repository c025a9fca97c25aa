"""Tries to sign in, counted for every process."""

import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0014_security_event")]

    operations = [
        migrations.CreateModel(
            name="TryCount",
            fields=[
                ("id", models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("since", models.DateTimeField()),
                ("locks", models.PositiveIntegerField(default=0)),
                ("locked_until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "accounts_try_count",
                "indexes": [models.Index(fields=["since"], name="try_count_since")],
            },
        ),
    ]
