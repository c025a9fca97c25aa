"""A backup of an earlier version is restored, brought up to date, and verifies.

``of_the_first_version.zip`` was written on SQLite by the first version that sold (accounts 0001,
catalog 0003, stock 0002, sales 0001): one pharmacy with a medicine and its picture, a receipt, a
sale through the API, a pushed sale with its case, an API key and a person. Whatever migration comes
later runs over it here, on each database.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.programs import environ_of

OLDER = Path(__file__).with_name("of_the_first_version.zip")
PROGRAM = """
import json
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from theriac.core.append_only.installation import missing_triggers
from theriac.core.files.models import StoredFile
from theriac.core.files.store import find_broken_files
from theriac.core.actor import SYSTEM
from theriac.domains.accounts.models import ApiKey, User
from theriac.domains.catalog.models import Product
from theriac.domains.catalog.search.live import search_entries
from theriac.domains.organisation.models import Branch
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.selling.drafts import SaleDraft, SaleItem
from theriac.domains.stock.models import Movement
executor = MigrationExecutor(connection)
key = ApiKey.objects.get()
before = Sale.objects.count()
complete_sale(
    actor=SYSTEM,
    branch_id=key.branch_id,
    terminal_id=key.terminal_id,
    draft=SaleDraft(items=[SaleItem(product_id=Product.objects.get().id, quantity=1)]),
)
print(json.dumps({
    "left_to_migrate": len(executor.migration_plan(executor.loader.graph.leaf_nodes())),
    "missing_triggers": len(missing_triggers(connection)),
    "file_names": sorted(row.original_name for row in StoredFile.objects.all()),
    "broken_files": len(list(find_broken_files())),
    "people": sorted((row.username, row.display_name, row.is_active) for row in User.objects.all()),
    "found": search_entries("paracetamol", limit=5).total,
    "cases": DiscrepancyCase.objects.count(),
    "sales": [before, Sale.objects.count()],
}))
"""


def run(words: list[str], data: Path, url: str) -> subprocess.CompletedProcess[str]:
    environ = environ_of(data, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="theriac.config.settings")
    return subprocess.run(
        [sys.executable, *words], env=environ, capture_output=True, text=True, check=False
    )


def theriac(words: list[str], data: Path, url: str) -> str:
    """What the sub-command prints; it must succeed."""
    done = run(["-m", "theriac", *words], data, url)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.rows("OPS-28")
def test_an_older_versions_backup_comes_back_and_verifies(scratch_url: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(OLDER) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["migrations"]["accounts"] == "0001_initial"
    data = tmp_path / "data"

    restored = theriac(["restore", str(OLDER)], data, scratch_url)
    verified = theriac(["verify", "--language", "en"], data, scratch_url)
    theriac(["prepare"], data, scratch_url)
    looked = run(["-c", PROGRAM], data, scratch_url)

    rows = sum(manifest["rows"].values())
    assert restored.startswith(f"Restored {rows} rows and 2 files of {manifest['created_at']}.")
    assert verified.splitlines()[-1].endswith(" checks, nothing violated")
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout.splitlines()[-1]) == {
        "left_to_migrate": 0,
        "missing_triggers": 0,
        "file_names": [""],
        "broken_files": 0,
        "people": [["dewi", "Dewi", True], ["owner", "Owner", True]],
        "found": 1,
        "cases": 1,
        "sales": [2, 3],
    }
    again = theriac(["verify", "--language", "en"], data, scratch_url)
    assert again.splitlines()[-1].endswith(" checks, nothing violated")


def test_a_database_that_is_newer_than_the_backup_is_left_alone(
    scratch_url: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    theriac(["prepare"], data, scratch_url)

    refused = run(["-m", "theriac", "restore", str(OLDER)], data, scratch_url)

    assert refused.returncode != 0
    said = " ".join((refused.stdout + refused.stderr).split())
    assert "This database is newer than the backup" in said
    assert "Restore into a new one" in said
