"""Where people are signed in, browser by browser."""

import django.db.models.deletion
import theriac.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("accounts", "0016_security_permission")]

    operations = [
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.UUIDField(default=theriac.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("session_key", models.CharField(default="", max_length=40)),
                ("browser", models.CharField(default="", max_length=20)),
                ("system", models.CharField(default="", max_length=20)),
                ("address", models.CharField(default="", max_length=45)),
                ("signed_in_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "db_table": "accounts_sign_in",
                "indexes": [models.Index(fields=["user", "ended_at"], name="sign_in_of_person")],
            },
        ),
    ]
