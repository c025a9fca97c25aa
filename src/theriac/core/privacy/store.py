"""The installation's key store."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from theriac.core.privacy.ports import KeyStore
from theriac.core.privacy.sqlite_store import SqliteKeyStore


@lru_cache(maxsize=4)
def _sqlite(path: Path) -> SqliteKeyStore:
    return SqliteKeyStore(path)


def key_store() -> KeyStore:
    """The installation's key store, in the file that the settings name."""
    return _sqlite(settings.KEY_STORE)
