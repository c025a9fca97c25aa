"""Backups of the key store: a week and no longer, and nothing destroyed ever comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.privacy.copies import back_up_keys, restore_keys
from theriac.core.privacy.keys import destroy_keys, make_keys, name_of, open_keys
from theriac.core.privacy.ports import KeyStore
from theriac.core.privacy.problems import KeyStoreFails
from theriac.core.privacy.store import key_store

NOW = datetime(2026, 11, 20, 2, 10, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KeyStore]:
    kept, copies = tmp_path / "keys.sqlite3", tmp_path / "copies"
    with override_settings(KEY_STORE=kept, KEY_BACKUP_DIR=copies):
        yield key_store()


def test_a_copy_is_kept_for_seven_days(store: KeyStore, tmp_path: Path) -> None:
    make_keys([new_id()])
    names = []
    for days in range(9):
        with clock.at(NOW + timedelta(days=days)):
            names.append(back_up_keys().name)
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == names[1:]


@pytest.mark.django_db
def test_keys_come_back_but_never_destroyed_ones(store: KeyStore, tmp_path: Path) -> None:
    lost, destroyed, here = new_id(), new_id(), new_id()
    make_keys([lost, destroyed, here])
    own = open_keys([lost])
    copy = back_up_keys()
    destroy_keys([destroyed])
    with store._changing() as connection:
        connection.execute("DELETE FROM kept_key WHERE name = ?", [name_of(lost)])
    assert restore_keys(copy) == 1
    assert open_keys([lost, destroyed]) == own


@pytest.mark.django_db
def test_what_a_copy_knows_as_destroyed_is_destroyed_here(store: KeyStore, tmp_path: Path) -> None:
    person = new_id()
    make_keys([person])
    destroy_keys([person])
    copy = back_up_keys()
    with override_settings(KEY_STORE=tmp_path / "other.sqlite3"):
        make_keys([person])
        restore_keys(copy)
        assert open_keys([person]) == {}


def test_a_file_that_is_no_copy_changes_nothing(store: KeyStore, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("not a key store" * 100, encoding="utf-8")
    with pytest.raises(KeyStoreFails):
        restore_keys(path)
