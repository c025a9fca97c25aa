"""Patients and backups: they come back with their keys, and never whom was erased since."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.support.emptying import empty_database
from tests.support.patients import NIK, register
from tests.support.shop import open_shop
from theriac.core.privacy.copies import back_up_keys, restore_keys
from theriac.core.privacy.ports import KeyStore
from theriac.core.privacy.problems import Erased, Unreadable
from theriac.core.privacy.store import key_store
from theriac.core.verification.registry import run_checks
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.health import NewHealthFact, record_health
from theriac.domains.patients.models import HealthFact, Patient
from theriac.domains.patients.queries.search import find_patients
from theriac.surfaces.operations.backups.backup import write_backup
from theriac.surfaces.operations.backups.restore import restore_backup

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> KeyStore:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KEY_BACKUP_DIR = tmp_path / "copies"
    settings.KEY_STORE = tmp_path / "keys.sqlite3"
    return key_store()


def violations() -> list[str]:
    return [one.code for check in run_checks() for one in check.violations]


@pytest.mark.rows("AUD-05", "AUD-08")
def test_a_restored_backup_holds_nothing_of_whom_was_erased_since(
    store: KeyStore, tmp_path: Path
) -> None:
    shop = open_shop()
    named = {"actor": shop.owner, "branch_id": shop.branch_id}
    gone, stays = (
        register(shop, "Siti Nurhaliza", national_ids={"nik": NIK}),
        register(shop, "Budi"),
    )
    record_health(**named, patient_id=gone, fact=NewHealthFact("allergy", "other", "jackfruit"))
    backup = write_backup(tmp_path / "backups")
    keys = back_up_keys()
    erase_patient(**named, patient_id=gone)
    empty_database()

    restore_backup(backup)

    assert [row.names for row in find_patients("budi", "62")[0]] == ["Budi"]
    assert find_patients("siti", "62")[0] == []
    assert find_patients(NIK, "62")[0] == []
    for row, field in (
        (Patient.objects.get(id=gone), "names"),
        (HealthFact.objects.get(), "content"),
    ):
        with pytest.raises(Erased):
            getattr(row, field)
    assert violations() == []

    restore_keys(keys)  # the copy from before the erasure brings nobody back either
    with pytest.raises(Erased):
        _ = Patient.objects.get(id=gone).names
    assert Patient.objects.get(id=stays).names == "Budi"


def test_a_backup_holds_neither_a_word_nor_a_key(store: KeyStore, tmp_path: Path) -> None:
    one = register(open_shop(), "Siti Nurhaliza", national_ids={"nik": NIK})
    with zipfile.ZipFile(write_backup(tmp_path / "backups")) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    wrapped = store.find([f"person:{one.hex}"])[f"person:{one.hex}"]
    for secret in ("Nurhaliza", NIK, "3456 7890", wrapped):
        assert secret.encode() not in content


def test_without_the_key_store_a_restored_pharmacy_says_what_is_missing(
    store: KeyStore, tmp_path: Path
) -> None:
    one = register(open_shop())
    backup = write_backup(tmp_path / "backups")
    empty_database()
    with override_settings(KEY_STORE=tmp_path / "elsewhere.sqlite3"):
        restore_backup(backup)
        with pytest.raises(Unreadable):
            _ = Patient.objects.get(id=one).names
        assert violations() == ["accounts.shut", "patients.shut"]
    assert Patient.objects.get(id=one).names == "Siti Nurhaliza"
