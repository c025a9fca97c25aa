"""What an older version took from files readably is encrypted by the upgrade, and back."""

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
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

OLD = [("catalog", "0004_product_hsn"), ("files", "0009_purposes_of_before")]
executor = MigrationExecutor(connection)
executor.migrate([*OLD, ("sales", "0001_initial")])
old = executor.loader.project_state(OLD).apps
one = uuid.uuid4()
now = timezone.now()
for number in range(1003):
    old.get_model("files", "StoredFile").objects.create(
        id=uuid.uuid4(), kind="document", path=f"documents/{number}", created_by=one,
        original_name="Zulaikhaxq.csv", content_type="text/csv", size=1, sha256="0")
old.get_model("catalog", "Import").objects.create(
    id=one, kind="products", file_id=one, file_name="Zulaikhaxq.csv", sheet="Zulaikhaxq",
    sheets=["Zulaikhaxq"], columns=[{"name": "nama", "samples": ["Zulaikhaxq"]}],
    mapping={"values": {"x": "Zulaikhaxq"}}, signature="s", created_by=one, created_at=now)
old.get_model("catalog", "ImportProblem").objects.create(
    id=uuid.uuid4(), source_id=one, number=1, column="nama", content="Zulaikhaxq", code="c",
    params={"text": "Zulaikhaxq"}, consequence="look")
old.get_model("catalog", "SavedMapping").objects.create(
    id=uuid.uuid4(), kind="products", signature="s", name="Zulaikhaxq", used_at=now, used_by=one,
    mapping={"values": {"x": "Zulaikhaxq"}})

def traces():
    found = 0
    with connection.cursor() as cursor:
        for table in ("catalog_import", "catalog_import_problem", "catalog_import_mapping",
                      "files_stored_file"):
            cursor.execute(f"SELECT * FROM {table}")
            found += sum("Zulaikhaxq" in str(row) for row in cursor.fetchall())
    return found

told = [traces()]
call_command("migrate", verbosity=0)
told.append(traces())
from theriac.core.files.models import StoredFile
from theriac.domains.catalog.models import Import, ImportProblem, SavedMapping
batch, problem = Import.objects.get(), ImportProblem.objects.get()
saved = SavedMapping.objects.get()
read = [batch.file_name, batch.sheet, batch.sheets, batch.columns, batch.mapping,
        problem.content, problem.params, saved.name, saved.mapping,
        sorted({row.original_name for row in StoredFile.objects.all()})]
call_command("migrate", "catalog", "0004", verbosity=0)
call_command("migrate", "files", "0009", verbosity=0)
told.append(traces())
print(json.dumps([told, read]))
"""


@pytest.mark.rows("AUD-08")
def test_the_upgrade_leaves_nothing_readable_and_can_be_taken_back(
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
    told, read = json.loads(done.stdout.splitlines()[-1])
    assert told == [1006, 0, 1006]
    words = {"values": {"x": "Zulaikhaxq"}}
    assert read == [
        "Zulaikhaxq.csv",
        "Zulaikhaxq",
        ["Zulaikhaxq"],
        [{"name": "nama", "samples": ["Zulaikhaxq"]}],
        words,
        "Zulaikhaxq",
        {"text": "Zulaikhaxq"},
        "Zulaikhaxq",
        words,
        ["Zulaikhaxq.csv"],
    ]
