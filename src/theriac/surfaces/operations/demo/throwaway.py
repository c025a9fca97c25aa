"""What a demo needn't be careful with: its secrets are printed, and its data can be made again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.contrib.auth.hashers import get_hasher
from django.db import connection

if TYPE_CHECKING:
    from django.contrib.auth.hashers import Argon2PasswordHasher

LEAST = {"time_cost": 1, "memory_cost": 1_024, "parallelism": 1}
"""What argon2id does in a millisecond; memory in KiB."""


@contextmanager
def printed_secrets() -> Iterator[None]:
    """Hash at the least cost meanwhile: these secrets are printed at each start of the demo.

    At the full cost they took a fifth of its loading. A password is hashed anew, at the full one,
    when somebody signs in with it.
    """
    hasher = cast("Argon2PasswordHasher", get_hasher())
    before = {name: getattr(hasher, name) for name in LEAST}
    try:
        _set(hasher, LEAST)
        yield
    finally:
        _set(hasher, before)


def _set(hasher: Argon2PasswordHasher, costs: dict[str, int]) -> None:
    for name, value in costs.items():
        setattr(hasher, name, value)


@contextmanager
def waiting_for_no_disk() -> Iterator[None]:
    """On SQLite let the system write when it likes, not at each commit.

    A demo whose loading was cut off begins anew, so nothing of it needs to last before. Commits
    afterwards, and the next checkpoint, wait for the disk again. Within a transaction, and on a
    server, each commit stays what it is. The file itself is never opened beside SQLite: closing it
    would drop the locks that this process holds on it.
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


def _asked(pragma: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(pragma)
        row = cursor.fetchone()
    return row and row[0]


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave cyclic garbage alone: rows make none, and looking for it took a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
