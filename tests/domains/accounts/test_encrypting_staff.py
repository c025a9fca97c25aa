"""Names that an older version kept readably are encrypted by the upgrade, and back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import environ_of

PROGRAM = """
import json
import uuid
import django
django.setup()
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

OLD = [("accounts", "0034_purchasing_permissions"), ("sessions", "0001_initial")]
executor = MigrationExecutor(connection)
executor.migrate(OLD)
old = executor.loader.project_state(OLD).apps.get_model("accounts", "User")
now = timezone.now()
for number in range(502):
    old.objects.create(
        id=uuid.uuid4(), username=f"Zulaikhaxq{number}", display_name=f"Zulaikhaxq W. {number}",
        email="zulaikhaxq@example.org" if number % 2 else "", created_at=now)
customer = uuid.uuid4()
old.objects.create(id=customer, username=f"customer-{customer.hex}", display_name="48213",
                   is_customer=True, created_at=now)
session = SessionStore()
session["account_authentication_methods"] = [
    {"method": "password", "at": 1.0, "username": "Zulaikhaxq1"}]
session.save()

def traces():
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user")
        found = sum("zulaikhaxq" in str(row).lower() for row in cursor.fetchall())
    return found + ("Zulaikhaxq" in str(dict(SessionStore(session.session_key).items())))

told = [traces()]
call_command("migrate", verbosity=0)
told.append(traces())
from theriac.domains.accounts.models import User
one, nobody = User.objects.named("zulaikhaxq7"), User.objects.get(id=customer)
read = [one.username, one.display_name, one.email, nobody.display_name, nobody.handle[:9],
        User.objects.exclude(sign_in_token=None).count(),
        User.objects.exclude(email_token=None).count()]
call_command("migrate", "accounts", "0034", verbosity=0)
told.append(traces())
with connection.cursor() as cursor:
    cursor.execute("SELECT username, display_name, email FROM accounts_user "
                   "WHERE username = 'Zulaikhaxq7'")
    back = list(cursor.fetchall()[0])
    cursor.execute("SELECT display_name FROM accounts_user WHERE username LIKE 'customer-%'")
    back.append(cursor.fetchall()[0][0])
call_command("migrate", verbosity=0)
told.append(traces())
print(json.dumps([told, read, back]))
"""


@pytest.mark.rows("AUD-08")
def test_the_upgrade_leaves_nobody_of_the_staff_readable_and_can_be_taken_back(
    scratch_url: str, tmp_path: Path
) -> None:
    environ = environ_of(
        tmp_path / "data",
        DATABASE_URL=scratch_url,
        DJANGO_SETTINGS_MODULE="theriac.config.settings",
    )
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told, read, back = json.loads(done.stdout.splitlines()[-1])
    assert told == [503, 0, 502, 0]
    whole = ["Zulaikhaxq7", "Zulaikhaxq W. 7", "zulaikhaxq@example.org", "48213"]
    assert read == [*whole, "customer-", 502, 251]
    assert back == whole
