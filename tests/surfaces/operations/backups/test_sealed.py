"""A restored backup and the seal: it goes on in a new log, and the old heads stay checkable."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.books import run_verifier, seal_violations, sealed_shop, sell
from tests.support.emptying import empty_database
from theriac.core.audit.models import AuditRecord
from theriac.core.seal.models import SealedRow, SealHead, SealLog
from theriac.core.seal.passes import seal_once
from theriac.core.seal.status import alarm
from theriac.domains.catalog.models import Product
from theriac.surfaces.operations.backups.backup import write_backup
from theriac.surfaces.operations.backups.restore import Restored, restore_backup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heads(settings: Any, tmp_path: Path) -> Path:
    settings.SEAL_STORE = tmp_path / "store"
    settings.SEAL_KEY = "07" * 32
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "store"


def found() -> list[str]:
    return [code for code, _facts in seal_violations()]


def restored_after_another_sale(tmp_path: Path) -> Restored:
    shop = sealed_shop(2)
    backup = write_backup(tmp_path / "backups")
    sell(shop, Product.objects.get().id)
    seal_once()
    empty_database()
    return restore_backup(backup)


@pytest.mark.rows("STK-04")
def test_the_seal_goes_on_after_a_restore_and_says_why(heads: Path, tmp_path: Path) -> None:
    restored = restored_after_another_sale(tmp_path)
    first, second = SealLog.objects.order_by("number")
    assert restored.new_log == second.name
    assert second.reason == f"The backup of {restored.created_at} was restored."
    assert second.follows.startswith(f"theriac/{first.name}\n{SealHead.objects.get().size + 6}\n")
    assert AuditRecord.objects.get(command="seal.follow_restored").reason == second.reason
    assert found() == []
    seal_once()
    assert (alarm(), found()) == (None, [])
    assert SealedRow.objects.filter(log=2).count() > SealedRow.objects.filter(log=1).count()
    code, said = run_verifier(heads, "--heads", heads)
    assert (code, said.count("agree with")) == (0, 2)


def test_nothing_is_begun_anew_where_the_backup_has_all_that_was_sealed(
    heads: Path, tmp_path: Path
) -> None:
    sealed_shop(1)
    backup = write_backup(tmp_path / "backups")
    empty_database()
    assert restore_backup(backup).new_log == ""
    seal_once()
    assert (SealLog.objects.count(), alarm(), found()) == (1, None, [])
    assert heads.is_dir()


def test_a_store_that_is_empty_on_a_new_machine_gets_all_again(heads: Path, tmp_path: Path) -> None:
    sealed_shop(1)
    backup = write_backup(tmp_path / "backups")
    shutil.rmtree(heads)
    empty_database()
    restored = restore_backup(backup)
    assert restored.new_log == ""
    reason = AuditRecord.objects.get(command="seal.follow_restored").reason
    assert reason == f"The backup of {restored.created_at} was restored."
    seal_once()
    assert (SealLog.objects.count(), alarm(), found()) == (1, None, [])
    assert list(heads.rglob("*.head"))


def test_a_store_with_other_books_is_left_for_a_person(heads: Path, tmp_path: Path) -> None:
    """What was published isn't what the backup says: somebody rewrote one of the two."""
    sealed_shop(1)
    backup = write_backup(tmp_path / "backups")
    head = next(heads.rglob("*.head"))
    text = head.read_text("utf-8")
    head.chmod(0o644)
    head.write_text(text.replace("made 20", "made 19"), "utf-8")
    empty_database()
    assert restore_backup(backup).new_log == ""
    seal_once()
    trouble = alarm()
    assert trouble is not None
    assert trouble.trouble == "differs"


def test_a_store_that_is_away_is_told(heads: Path, tmp_path: Path, settings: Any) -> None:
    sealed_shop(1)
    backup = write_backup(tmp_path / "backups")
    shutil.rmtree(heads)
    heads.write_bytes(b"")
    settings.SEAL_STORE = heads / "below"
    empty_database()
    assert restore_backup(backup).new_log is None
