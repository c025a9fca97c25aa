"""Readers whom an older version kept readably are encrypted by the upgrade, and back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.programs import environ_of

PROGRAM = """
import datetime
import json
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from theriac.core.ids import new_id

OLD = [("accounts", "0054_label_permission")]
executor = MigrationExecutor(connection)
executor.migrate(OLD)
old = executor.loader.project_state(OLD).apps.get_model("accounts", "Share")
now, day = timezone.now(), datetime.date(2026, 1, 1)
for number in range(502):
    old.objects.create(
        id=new_id(), name=f"Zulaikhaxq {number}", kinds=["sales"], branches=[], since=day,
        email="zulaikhaxq@example.org" if number % 2 else "", until=day, made_at=now,
        made_by=new_id(), ends_at=now, secret_hash=str(number))

def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM accounts_share WHERE secret_hash = '7'")
        one = list(cursor.fetchall()[0])
        cursor.execute("SELECT * FROM accounts_share")
        return one, sum("zulaikhaxq" in str(row).lower() for row in cursor.fetchall())

told = [rows()[1]]
call_command("migrate", verbosity=0)
told.append(rows()[1])
from theriac.domains.accounts.models import Share
one = Share.objects.get(secret_hash="7")
read = [one.name, one.email, Share.objects.get(secret_hash="8").email]
call_command("migrate", "accounts", "0054_label_permission", verbosity=0)
back, found = rows()
told.append(found)
call_command("migrate", verbosity=0)
told.append(rows()[1])
print(json.dumps([told, read, back]))
"""


@pytest.mark.rows("AUD-08")
def test_the_upgrade_leaves_no_reader_readable_and_can_be_taken_back(
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
    assert told == [502, 0, 502, 0]
    assert read == ["Zulaikhaxq 7", "zulaikhaxq@example.org", ""]
    assert back == read[:2]
