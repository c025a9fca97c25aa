"""The key store as an SQLite file of its own.

Deleted keys are overwritten (``secure_delete``) and the log is cut after a destruction, so that the
file itself keeps no trace; what a disk or its snapshots keep is the operator's.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from theriac.core.privacy.ports import DestroyedKey, WrappedKey
from theriac.core.privacy.problems import KeyStoreFails
from theriac.core.telemetry.logs import get_logger

log = get_logger(__name__)
WAIT_SECONDS = 10
NAMES_AT_ONCE = 500
LAST = "\U0010ffff"
"""Behind every letter of a name, so that what begins alike is one range of the index."""
SCHEMA = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "CREATE TABLE IF NOT EXISTS kept_key "
    "(name TEXT PRIMARY KEY, wrapped TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS destroyed_key "
    "(name TEXT PRIMARY KEY, destroyed_at TEXT NOT NULL, fingerprint TEXT NOT NULL) WITHOUT ROWID",
)


class SqliteKeyStore:
    """Keys in one file, readable by this account alone; one connection a process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._guard = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def add(self, keys: Sequence[WrappedKey]) -> int:
        """Keep those whose name is new and wasn't destroyed; how many."""
        with self._changing() as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO kept_key SELECT ?1, ?2 "
                "WHERE NOT EXISTS (SELECT 1 FROM destroyed_key WHERE name = ?1)",
                [(key.name, key.wrapped) for key in keys],
            )
            return connection.total_changes - before

    def find(self, names: Collection[str]) -> dict[str, str]:
        """The wrapped keys of these names."""
        rows = self._named("SELECT name, wrapped FROM kept_key", names)
        return {row[0]: row[1] for row in rows}

    def beginning(self, prefix: str, after: str = "", limit: int = 500) -> list[WrappedKey]:
        """Those whose name begins so, by name, behind ``after``."""
        sql = "SELECT name, wrapped FROM kept_key WHERE name > ? AND name < ? ORDER BY name LIMIT ?"
        bounds = (max(after, prefix), prefix + LAST)
        with self._reading() as connection:
            rows = connection.execute(sql, (*bounds, limit)).fetchall()
        return [WrappedKey(*row) for row in rows]

    def replace(self, key: WrappedKey, wrapped: str) -> bool:
        """Keep it wrapped otherwise, unless it changed meanwhile."""
        with self._changing() as connection:
            done = connection.execute(
                "UPDATE kept_key SET wrapped = ? WHERE name = ? AND wrapped = ?",
                (wrapped, key.name, key.wrapped),
            )
            return done.rowcount == 1

    def destroy(self, names: Sequence[str], at: datetime) -> None:
        """Remove the keys, note their names, and cut the log that still held them."""
        with self._changing() as connection:
            rows = self._rows(connection, "SELECT name, wrapped FROM kept_key", names)
            kept = {row[0]: row[1] for row in rows}
            connection.executemany(
                "INSERT OR IGNORE INTO destroyed_key VALUES (?, ?, ?)",
                [(name, at.isoformat(), _fingerprint(kept.get(name))) for name in names],
            )
            connection.executemany("DELETE FROM kept_key WHERE name = ?", [(n,) for n in names])
        with self._reading() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def discard(self, names: Sequence[str]) -> None:
        """Remove the keys without a note."""
        with self._changing() as connection:
            connection.executemany("DELETE FROM kept_key WHERE name = ?", [(n,) for n in names])

    def destroyed(self, names: Collection[str] | None = None) -> list[DestroyedKey]:
        """The list of destroyed keys, or those of these names."""
        sql = "SELECT name, destroyed_at, fingerprint FROM destroyed_key"
        if names is not None:
            rows = self._named(sql, names)
        else:
            with self._reading() as connection:
                rows = connection.execute(f"{sql} ORDER BY name").fetchall()
        return [DestroyedKey(name, datetime.fromisoformat(at), mark) for name, at, mark in rows]

    def copy_to(self, path: Path) -> None:
        """Write a whole copy into a new file, while others write."""
        _make_private(path)
        with self._reading() as connection:
            copy = sqlite3.connect(path)
            try:
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            finally:
                copy.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None

    def _named(self, sql: str, names: Collection[str]) -> list[tuple[str, ...]]:
        with self._reading() as connection:
            return self._rows(connection, sql, list(names))

    @staticmethod
    def _rows(
        connection: sqlite3.Connection, sql: str, names: Sequence[str]
    ) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        for start in range(0, len(names), NAMES_AT_ONCE):
            chunk = list(names[start : start + NAMES_AT_ONCE])
            marks = ", ".join("?" * len(chunk))
            found += connection.execute(f"{sql} WHERE name IN ({marks})", chunk).fetchall()
        return found

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            try:
                yield self._open()
            except (sqlite3.Error, OSError) as problem:
                log.exception("the key store fails")
                raise KeyStoreFails(
                    _("The keys of encrypted data can't be read or saved. Tell the administrator.")
                ) from problem

    @contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not self.path.exists():
                _make_private(self.path)
            connection = sqlite3.connect(
                self.path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            for statement in SCHEMA:
                connection.execute(statement).fetchall()
            self._connection, self._process = connection, os.getpid()
        return self._connection


def _make_private(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def _fingerprint(wrapped: str | None) -> str:
    return sha256(wrapped.encode()).hexdigest() if wrapped else ""
