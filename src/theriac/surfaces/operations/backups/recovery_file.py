"""The file of keys beside a backup: its names, sealing it, opening it, putting back what it holds.

Needs no database and no settings, since it is opened before there are any.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from theriac.config.own_secrets import PRODUCTION_SECRETS, file_of
from theriac.core.seal.keys import FILE as SIGNING_KEY
from theriac.core.sealing.encoding import CantOpen
from theriac.core.sealing.sealed import place_of, seal, unseal
from theriac.integrations.lan.authority import AUTHORITY as AUTHORITY_FILE
from theriac.integrations.lan.authority import FOLDER
from theriac.surfaces.operations.backups.archive import DamagedBackup
from theriac.surfaces.operations.backups.recovery_key import FILE as PUBLIC_KEY
from theriac.surfaces.operations.backups.recovery_key import RecoveryKeyUnfit

SUFFIX = ".keys"
NAME = f"theriac-%Y%m%dT%H%M%SZ{SUFFIX}"
PATTERN = f"theriac-*Z{SUFFIX}"
PLACE = place_of("recovery of a pharmacy", ())
KEY_STORE = PurePosixPath("keys/keys.sqlite3")
AUTHORITY = PurePosixPath(FOLDER) / AUTHORITY_FILE
KNOWN = frozenset(
    {
        *(PurePosixPath(file_of(Path(), name).name) for name in PRODUCTION_SECRETS),
        *map(PurePosixPath, (SIGNING_KEY, PUBLIC_KEY)),
        AUTHORITY,
        KEY_STORE,
    }
)
"""All that it may hold: whoever has the public half can seal one, so other names are refused."""
MOST_BYTES = 1 << 30
"""A file of keys is never larger; one of 300 bytes a person is that of three million people."""

Contents = Mapping[PurePosixPath, bytes]
"""What it holds, by the place of each in a data folder."""


def keys_beside(backup: Path) -> Path | None:
    """The file of keys of a backup: its own, else the newest that lies there."""
    own = backup.with_suffix(SUFFIX)
    if own.exists():
        return own
    return max(backup.parent.glob(PATTERN), default=None)


def write_sealed(path: Path, contents: Contents, public: str) -> None:
    """Write it, readable by this account alone, whole or not at all. Raises OSError."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(str(name), content)
    unfinished = path.with_name(f"{path.name}.part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(seal(written.getvalue(), public, PLACE))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def opened(path: Path, private: EllipticCurvePrivateKey) -> Contents:
    """What it holds.

    Raises RecoveryKeyUnfit where another key was used, and DamagedBackup for what is no such file:
    too large, also once it is unpacked, or with another name than ``KNOWN``.
    """
    if path.stat().st_size > MOST_BYTES:
        raise DamagedBackup(f"{path.name} is larger than any file of keys")
    try:
        content = unseal(path.read_text("ascii"), private, PLACE)
    except (CantOpen, UnicodeDecodeError):
        raise RecoveryKeyUnfit(
            f"The recovery key doesn't open {path.name}: it is another pharmacy's, or an earlier "
            "one, or the file was damaged."
        ) from None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                if PurePosixPath(part.filename) not in KNOWN:
                    raise DamagedBackup(f"{path.name} holds {part.filename}, which is no key")
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise DamagedBackup(f"{path.name} is larger than any file of keys")
            return {PurePosixPath(name): archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        raise DamagedBackup(f"{path.name} isn't a whole file of keys") from None


def put_back(contents: Contents, folder: Path, store: Path) -> list[Path]:
    """Write what it holds into a data folder, readable by this account alone; the key store apart.

    What is there already stays as it is. Tells the files that are new.
    """
    new = []
    for name, content in contents.items():
        path = store if name == KEY_STORE else folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.append(path)
    return new
