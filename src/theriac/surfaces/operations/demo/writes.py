"""When what the demo loads reaches the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def written_at_the_end() -> Iterator[None]:
    """On SQLite wait for the disk once, when all is loaded, and not at each commit.

    A demo whose loading was cut off begins anew, so nothing of it needs to last before. Within a
    transaction, and on a server, each commit stays what it is.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    before = _asked("PRAGMA synchronous")
    _asked("PRAGMA synchronous = OFF")
    try:
        yield
    finally:
        _asked(f"PRAGMA synchronous = {before}")
        _asked("PRAGMA wal_checkpoint(TRUNCATE)")
        _reach_the_disk(connection.settings_dict["NAME"])


def _asked(pragma: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(pragma)
        row = cursor.fetchone()
    return row and row[0]


def _reach_the_disk(name: str | Path) -> None:
    if not Path(name).is_file():
        return
    descriptor = os.open(name, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
