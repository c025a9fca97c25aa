"""The master key of an installation that was given none: made once, in a file of its account."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

NAME = "theriac_master_key"


def own_master_key(folder: Path) -> str:
    """The key that lies in ``folder``; made at the first start, whole before it has its name."""
    path = folder / NAME
    if not path.exists():
        unfinished = folder / f"{NAME}.{os.getpid()}"
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(48))
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, path)
        unfinished.unlink()
    return path.read_text("utf-8").strip()
