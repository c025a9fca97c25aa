"""A backup is whole or isn't there, is one instant, and only its owner may read it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from theriac.core.actor import SYSTEM
from theriac.domains.organisation.commands.found import found_pharmacy
from theriac.surfaces.operations.backups.archive import backups_in, forget_old
from theriac.surfaces.operations.backups.backup import applied_migrations, write_backup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def found(name: str) -> None:
    found_pharmacy(actor=SYSTEM, name=name, country="id", currency="IDR")


def test_a_backup_has_a_part_for_each_table_and_no_session(tmp_path: Path) -> None:
    found("one")
    with zipfile.ZipFile(write_backup(tmp_path)) as archive:
        names = set(archive.namelist())
        assert archive.read("tables/organisation_pharmacy.jsonl").count(b"\n") == 1
    assert "tables/django_session.jsonl" not in names
    assert "tables/core_audit_record.jsonl" in names


@pytest.mark.platforms("linux", "darwin")
def test_a_backup_may_be_read_by_its_owner_only(tmp_path: Path) -> None:
    path = write_backup(tmp_path)
    assert path.stat().st_mode & 0o077 == 0


def test_a_backup_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        write_backup(tmp_path / "backups", stop)
    assert list((tmp_path / "backups").iterdir()) == []


def test_the_oldest_are_forgotten(tmp_path: Path) -> None:
    names = [f"theriac-202611{day:02}T022000Z.zip" for day in range(1, 6)]
    for name in [*names, "holiday.zip"]:
        (tmp_path / name).touch()
    assert [path.name for path in forget_old(tmp_path, 2)] == names[:3]
    assert [path.name for path in backups_in(tmp_path)] == names[3:]
    assert (tmp_path / "holiday.zip").exists()


def test_the_last_migration_of_each_app_is_noted() -> None:
    applied = applied_migrations()
    assert applied["contenttypes"] == "0002_remove_content_type_name"
    assert applied["auth"] == "0012_alter_user_first_name_max_length"
    assert set(applied) >= {"core", "organisation", "accounts"}
