"""A backup brings everything back, exactly, and nothing into an installation that isn't empty."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from tests.support.emptying import empty_database
from tests.support.programs import environ_of, same_keys
from theriac.core.actor import SYSTEM
from theriac.core.append_only.installation import missing_triggers
from theriac.core.files.store import files_storage
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.operations.backups.archive import MANIFEST, DamagedBackup
from theriac.surfaces.operations.backups.backup import stored_names, write_backup
from theriac.surfaces.operations.backups.contents import kept_models
from theriac.surfaces.operations.backups.lines import pages_of
from theriac.surfaces.operations.backups.restore import NotEmpty, restore_backup
from theriac.surfaces.operations.first_steps import Beginning, begin

pytestmark = pytest.mark.django_db(transaction=True)

PICTURE = "images/ab/picture.webp"
EARLIER = "0011_update_proxy_permissions"


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def pharmacy() -> None:
    begin(
        Beginning(
            pharmacy="Apotek Melati “Sehat” 薬",
            country="id",
            branch_code="MLT",
            branch_name="",
            time_zone="",
            owner="sari",
            password="sembilan-jamu-7",
        )
    )
    branch = list_branches().get()
    register_terminal(actor=SYSTEM, branch_id=BranchId(branch.id), code="K1", name="Kasir 1")
    files_storage().save(PICTURE, ContentFile(b"\x00picture\xff"))


def contents() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.db_table: [row for rows in pages_of(model) for row in rows]
        for model in kept_models()
    }


def drop_files() -> None:
    for name in list(stored_names("")):
        files_storage().delete(name)


def rewritten(path: Path, name: str, content: bytes | None) -> Path:
    """The backup with one part replaced, or left out."""
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
            elif content is not None:
                new.writestr(part, content)
    return changed


@pytest.mark.rows("OPS-28")
def test_everything_comes_back_as_it_was(pharmacy: None, tmp_path: Path) -> None:
    before = contents()
    backup = write_backup(tmp_path / "backups")
    empty_database()
    drop_files()

    restored = restore_backup(backup)

    assert contents() == before
    assert restored.rows == sum(len(rows) for rows in before.values())
    assert restored.files == 1
    with files_storage().open(PICTURE) as picture:
        assert picture.read() == b"\x00picture\xff"
    assert missing_triggers(connection) == []


@pytest.mark.rows("OPS-28")
def test_after_a_restore_work_goes_on(pharmacy: None, tmp_path: Path) -> None:
    backup = write_backup(tmp_path)
    empty_database()
    drop_files()
    restore_backup(backup)
    branch = list_branches().get()
    register_terminal(actor=SYSTEM, branch_id=BranchId(branch.id), code="K2", name="Kasir 2")
    assert len(list(stored_names(""))) == 1


def test_an_installation_with_rows_is_left_alone(pharmacy: None, tmp_path: Path) -> None:
    before = contents()
    backup = write_backup(tmp_path)
    with pytest.raises(NotEmpty, match="This installation isn't empty"):
        restore_backup(backup)
    assert contents() == before


def test_an_installation_with_a_file_is_left_alone(pharmacy: None, tmp_path: Path) -> None:
    backup = write_backup(tmp_path)
    empty_database()
    with pytest.raises(NotEmpty, match=PICTURE):
        restore_backup(backup)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tables/organisation_branch.jsonl", b"[]\n", "organisation_branch.jsonl was changed"),
        ("tables/organisation_branch.jsonl", None, "organisation_branch.jsonl is missing"),
        (f"files/{PICTURE}", b"another", "picture.webp was changed"),
        (MANIFEST, None, "It has no manifest"),
        (MANIFEST, b'{"format": 99}', "Its format is 99"),
    ],
)
def test_a_damaged_backup_changes_nothing(
    pharmacy: None, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    damaged = rewritten(write_backup(tmp_path), name, content)
    empty_database()
    drop_files()
    with pytest.raises(DamagedBackup, match=sentence):
        restore_backup(damaged)
    assert not list_branches().exists()


def test_half_a_backup_is_no_backup(pharmacy: None, tmp_path: Path) -> None:
    whole = write_backup(tmp_path).read_bytes()
    half = tmp_path / "half.zip"
    half.write_bytes(whole[: len(whole) // 2])
    empty_database()
    drop_files()
    with pytest.raises(DamagedBackup, match="It isn't a backup, or not a whole one"):
        restore_backup(half)


def test_a_backup_of_a_newer_version_is_refused(pharmacy: None, tmp_path: Path) -> None:
    backup = write_backup(tmp_path)
    with zipfile.ZipFile(backup) as archive:
        manifest = json.load(io.BytesIO(archive.read(MANIFEST)))
    manifest["migrations"]["organisation"] = "0999_of_the_future"
    newer = rewritten(backup, MANIFEST, json.dumps(manifest).encode())
    empty_database()
    drop_files()
    with pytest.raises(DamagedBackup, match=r"doesn't know organisation\.0999_of_the_future"):
        restore_backup(newer)


def of_an_earlier_state(backup: Path) -> Path:
    """The backup as it was written before Django's last migration of its own groups."""
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read(MANIFEST))
    assert manifest["migrations"]["auth"] > EARLIER
    manifest["migrations"]["auth"] = EARLIER
    return rewritten(backup, MANIFEST, json.dumps(manifest).encode())


def test_a_database_that_is_newer_than_the_backup_is_left_alone(
    pharmacy: None, tmp_path: Path
) -> None:
    earlier = of_an_earlier_state(write_backup(tmp_path))
    empty_database()
    drop_files()
    with pytest.raises(NotEmpty, match="This database is newer than the backup") as refused:
        restore_backup(earlier)
    assert "Restore into a new one" in str(refused.value)
    assert not list_branches().exists()


@pytest.mark.one_server
@pytest.mark.rows("OPS-28")
def test_an_earlier_backup_is_brought_up_to_date(
    pharmacy: None, scratch_url: str, tmp_path: Path
) -> None:
    earlier = of_an_earlier_state(write_backup(tmp_path))
    environ = environ_of(
        tmp_path / "data",
        DATABASE_URL=scratch_url,
        DJANGO_SETTINGS_MODULE="theriac.config.settings",
        **same_keys(),
    )
    answers = []
    for words in (["restore", str(earlier)], ["verify", "--language", "en"], ["manage", "migrate"]):
        done = subprocess.run(
            [sys.executable, "-m", "theriac", *words],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        answers.append(done.stdout.strip().splitlines())
    restored, verified, migrated = answers
    assert restored[0].startswith("Restored ")
    assert verified[-1].endswith(" checks, no violations")
    assert migrated[-1].strip() == "No migrations to apply."
