"""Failed sign-ins, lock-outs and changes of rights, kept for ever."""

import theriac.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0013_account_link")]

    operations = [
        migrations.CreateModel(
            name="SecurityEvent",
            fields=[
                ("id", models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("recorded_at", models.DateTimeField()),
                ("user_id", models.UUIDField(null=True)),
                ("actor_id", models.UUIDField(null=True)),
                ("branch_id", models.UUIDField(null=True)),
                ("terminal_id", models.UUIDField(null=True)),
                ("address", models.CharField(max_length=45)),
                ("facts", models.JSONField()),
                ("request_id", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "accounts_security_event",
                "indexes": [
                    models.Index(fields=["recorded_at"], name="security_event_recorded"),
                    models.Index(fields=["user_id", "recorded_at"], name="security_event_person"),
                ],
            },
        ),
    ]
