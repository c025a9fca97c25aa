"""What a backup leaves out, sealed to the recovery key: secrets and keys, in a file beside it.

So a backup, its file of keys and the paper are a pharmacy again on an empty machine, and no two of
the three are. The key store is in it: a file of keys goes after seven days, as its copies do, since
what an erasure promises rests on that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from django.conf import settings

from theriac.config.env import secrets_in
from theriac.config.own_secrets import PRODUCTION_SECRETS, file_of
from theriac.core import clock
from theriac.core.privacy.copies import KEEP
from theriac.core.privacy.store import key_store
from theriac.core.seal.keys import FILE as SIGNING_KEY
from theriac.surfaces.operations.backups.recovery_file import (
    AUTHORITY,
    KEY_STORE,
    NAME,
    PATTERN,
    SUFFIX,
    write_sealed,
)
from theriac.surfaces.operations.backups.recovery_key import FILE as PUBLIC_KEY
from theriac.surfaces.operations.backups.recovery_key import public_half

MASTER = "THERIAC_MASTER_KEY"


def write_keys(backup: Path) -> Path | None:
    """Write the file of keys beside a backup, and delete those there that are older than a week.

    None without a recovery key, to which it would be sealed. Raises OSError when the disk is full.
    """
    public = public_half(settings.DATA_DIR)
    if public is None:
        return None
    path = backup.with_suffix(SUFFIX)
    write_sealed(path, _contents(), public)
    forget_old_keys(path.parent)
    return path


def forget_old_keys(folder: Path) -> list[Path]:
    """Delete the files of keys in a folder that are older than a week; tells which."""
    before = clock.now() - KEEP
    old = [path for path in sorted(folder.glob(PATTERN)) if _made_at(path) < before]
    for path in old:
        path.unlink()
    return old


def _contents() -> dict[PurePosixPath, bytes]:
    """By the place that each has in a data folder, also where the environment said it."""
    folder: Path = settings.DATA_DIR
    said = {name: secrets_in(settings.ENVIRONMENT, name) for name in PRODUCTION_SECRETS}
    said[MASTER] = settings.MASTER_KEYS
    found = {
        PurePosixPath(file_of(Path(), name).name): " ".join(secrets).encode()
        for name, secrets in said.items()
    }
    if settings.SEAL_KEY:
        found[PurePosixPath(SIGNING_KEY)] = settings.SEAL_KEY.encode()
    for name in (PurePosixPath(SIGNING_KEY), PurePosixPath(PUBLIC_KEY), AUTHORITY):
        if (folder / name).exists():
            found.setdefault(name, (folder / name).read_bytes())
    found[KEY_STORE] = _key_store()
    return found


def _key_store() -> bytes:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / KEY_STORE.name
        key_store().copy_to(copy)
        return copy.read_bytes()


def _made_at(path: Path) -> datetime:
    return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)
