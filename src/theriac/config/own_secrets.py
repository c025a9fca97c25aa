"""The secrets of an installation that was given none: each in a file of its data folder.

A file is called like its variable (``theriac_secret_key``) and is readable by its account alone.
``setup`` makes all of them; what the environment says goes before them.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from theriac.config.variable import Variable, text

DEVELOPMENT_SECRET = "theriac-development-only-secret-not-for-production"  # noqa: S105
SECRET_LENGTH = 40
"""The fewest characters of a secret that guards a pharmacy."""


def _secrets(value: str) -> list[str]:
    found = value.split()
    if not found:
        raise ValueError("write one secret, or several with spaces between them")
    return found


SECRETS = (
    Variable(
        "THERIAC_SECRET_KEY",
        "signs sessions and forms; at least 40 random characters; empty: the one of its own in "
        "THERIAC_DATA that ./theriac setup makes",
        DEVELOPMENT_SECRET,
        text,
        secret=True,
    ),
    Variable(
        "THERIAC_API_KEY_SECRET",
        "keys the hashes of API keys and terminal secrets; changing it ends all of them; empty: "
        "one of its own likewise",
        DEVELOPMENT_SECRET,
        text,
        secret=True,
    ),
    Variable(
        "THERIAC_SEALING_SECRET",
        "locks the keys that open what counters seal; to change it write the new one, a space, and "
        "the old one; empty: one of its own likewise",
        DEVELOPMENT_SECRET,
        _secrets,
        secret=True,
    ),
    Variable(
        "THERIAC_MASTER_KEY",
        "wraps the keys of encrypted data about people; to change it write the new one, a space, "
        "and the old one; empty: one of its own in THERIAC_DATA",
        "",
        str.split,
        secret=True,
    ),
    Variable("THERIAC_KEY_STORE", "file of those keys; empty: in THERIAC_DATA", "", text),
    Variable(
        "THERIAC_KEY_BACKUP_DIR", "folder for its copies of 7 days; empty: beside it", "", text
    ),
)
"""The variables of them, and of the keys about people that the last one wraps."""
PRODUCTION_SECRETS = tuple(variable.name for variable in SECRETS if variable.secret)


def file_of(folder: Path, name: str) -> Path:
    """Where the data folder keeps the secret of this variable."""
    return folder / name.lower()


def own_secret(folder: Path, name: str) -> str:
    """The secret that lies in ``folder``; made where there is none, whole before it has its name.

    Of two processes that make one at once both get the same.
    """
    path = file_of(folder, name)
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(48))
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_text("utf-8").strip()
