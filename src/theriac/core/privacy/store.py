"""The installation's key store, or another one for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from theriac.core.privacy.ports import KeyStore
from theriac.core.privacy.sqlite_store import SqliteKeyStore

_chosen: ContextVar[KeyStore | None] = ContextVar("key_store", default=None)


@lru_cache(maxsize=4)
def _sqlite(path: Path) -> SqliteKeyStore:
    return SqliteKeyStore(path)


def key_store() -> KeyStore:
    """The installation's key store."""
    return _chosen.get() or _sqlite(settings.KEY_STORE)


@contextmanager
def use_key_store(store: KeyStore) -> Iterator[KeyStore]:
    """Let ``store`` keep the keys inside the block, in this context only."""
    token = _chosen.set(store)
    try:
        yield store
    finally:
        _chosen.reset(token)
