"""Backups of the key store: files of their own, kept seven days and no longer.

So what a destroyed key opened is unreadable for good a week after its destruction. Putting one back
never revives a key that this store, or the backup, knows as destroyed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from theriac.core import clock
from theriac.core.privacy.erasure import apply_destroyed_keys
from theriac.core.privacy.keyed_hashes import HASH
from theriac.core.privacy.keys import PERSON
from theriac.core.privacy.sqlite_store import SqliteKeyStore
from theriac.core.privacy.store import key_store

KEEP = timedelta(days=7)
NAME = "theriac-keys-%Y%m%dT%H%M%SZ.sqlite3"
PATTERN = "theriac-keys-*Z.sqlite3"


def back_up_keys() -> Path:
    """Write a copy of the key store beside the others, and delete what is older than a week."""
    folder: Path = settings.KEY_BACKUP_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / clock.now().strftime(NAME)
    path.unlink(missing_ok=True)
    key_store().copy_to(path)
    forget_old_copies()
    return path


def forget_old_copies() -> list[Path]:
    """Delete the copies that are older than a week; tells which."""
    before = clock.now() - KEEP
    old = [path for path in settings.KEY_BACKUP_DIR.glob(PATTERN) if _made_at(path) < before]
    for path in old:
        path.unlink()
    return old


def restore_keys(path: Path) -> int:
    """Bring back the keys of a copy that aren't here and weren't destroyed; how many.

    What the copy knows as destroyed is destroyed here too. Raises KeyStoreFails for a file that is
    no key store.
    """
    copy = SqliteKeyStore(path)
    here = key_store()
    try:
        for one in copy.destroyed():
            here.destroy([one.name], one.destroyed_at)
        count = 0
        for prefix in (PERSON, HASH):
            after = ""
            while page := copy.beginning(prefix, after):
                count, after = count + here.add(page), page[-1].name
    finally:
        copy.close()
    apply_destroyed_keys()
    return count


def _made_at(path: Path) -> datetime:
    return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)
