"""The engine's own database file: clients and jobs, safe against a kill at any instant."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS client (
    name TEXT PRIMARY KEY,
    key_digest TEXT NOT NULL UNIQUE,
    webhook_secret TEXT NOT NULL,
    origins TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (name) ON DELETE CASCADE,
    idempotency_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('offer', 'delivery_invoice')),
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    created_at REAL NOT NULL,
    finished_at REAL,
    result TEXT,
    failure TEXT,
    callback TEXT,
    headings TEXT NOT NULL DEFAULT '{}',
    callback_tries INTEGER NOT NULL DEFAULT 0,
    callback_due_at REAL,
    UNIQUE (client, idempotency_key),
    CHECK ((state = 'done') = (result IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
) STRICT;
CREATE INDEX IF NOT EXISTS job_waiting ON job (state, created_at);
CREATE INDEX IF NOT EXISTS job_callback ON job (callback_due_at) WHERE callback_due_at IS NOT NULL;
"""
BUSY_SECONDS = 20.0


class InUse(RuntimeError):
    """Another engine works in the same folder."""


class Store:
    """Connections to the file, one for each thread; writes are short transactions."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder
        self.documents = folder / "documents"
        self.documents.mkdir(mode=0o700, exist_ok=True)
        self._path = folder / "engine.sqlite3"
        self._own = threading.local()
        self._path.touch(mode=0o600)
        with contextlib.closing(self._connect()) as connection:
            connection.executescript(SCHEMA)

    def document(self, job: str) -> Path:
        """Where a job's document lies until it is read."""
        return self.documents / job

    def keep_document(self, job: str, data: bytes) -> None:
        """Write a document so that it is on the disk when this returns."""
        handle = os.open(self.document(job), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is kept or undone as a whole."""
        connection = self.reading()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    def reading(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = self._own.connection = self._connect()
        return found

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        return connection

    def close(self) -> None:
        """Close this thread's connection."""
        if (connection := getattr(self._own, "connection", None)) is not None:
            connection.close()
            del self._own.connection


def only_one(folder: Path) -> sqlite3.Connection:
    """Hold the folder for this process until it closes what is returned, or dies. Raises InUse."""
    owner = sqlite3.connect(folder / "owner.sqlite3", timeout=0.2, isolation_level=None)
    try:
        owner.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as problem:
        owner.close()
        raise InUse(
            f"Another engine works in {folder}. Stop it, or name another folder."
        ) from problem
    return owner
