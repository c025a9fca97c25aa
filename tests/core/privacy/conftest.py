"""A key store of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from theriac.core.privacy.sqlite_store import SqliteKeyStore
from theriac.core.privacy.store import use_key_store


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[SqliteKeyStore]:
    made = SqliteKeyStore(tmp_path / "own" / "keys.sqlite3")
    with use_key_store(made), override_settings(KEY_BACKUP_DIR=tmp_path / "own" / "copies"):
        yield made
    made.close()
