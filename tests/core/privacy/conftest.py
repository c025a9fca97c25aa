"""A key store of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from theriac.core.privacy.ports import KeyStore
from theriac.core.privacy.store import key_store


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[KeyStore]:
    own = tmp_path / "own"
    with override_settings(KEY_STORE=own / "keys.sqlite3", KEY_BACKUP_DIR=own / "copies"):
        yield key_store()
