"""A fair lock for SQLite's one writer: first come, first served, across threads and processes.

SQLite's own busy handler polls without order: under eight writers it was measured to starve
some for a second. Threads of this process queue here; processes meet at a lock file beside
the database.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import deque
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PAUSE_SECONDS = 0.002


class WriteLockTimeout(TimeoutError):
    """The writer before us didn't finish in time."""


class WriteLock:
    """One writer at a time for one database file; an in-memory database passes no path."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._queue: deque[threading.Event] = deque()
        self._guard = threading.Lock()
        self._descriptor: int | None = None

    def acquire(self, timeout: float) -> None:
        """Wait for our turn. Raises WriteLockTimeout after ``timeout`` seconds."""
        deadline = time.monotonic() + timeout
        turn = threading.Event()
        with self._guard:
            self._queue.append(turn)
            if self._queue[0] is turn:
                turn.set()
        if not turn.wait(timeout):
            self._leave(turn)
            raise WriteLockTimeout
        try:
            self._lock_file(deadline)
        except BaseException:
            self._leave(turn)
            raise

    def release(self) -> None:
        """Let the next writer in."""
        self._unlock_file()
        with self._guard:
            self._queue.popleft()
            if self._queue:
                self._queue[0].set()

    def _leave(self, turn: threading.Event) -> None:
        with self._guard:
            first = self._queue[0] is turn
            self._queue.remove(turn)
            if first and self._queue:
                self._queue[0].set()

    def _lock_file(self, deadline: float) -> None:
        if self._path is None:
            return
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        while not _try_lock(self._descriptor):
            if time.monotonic() > deadline:
                raise WriteLockTimeout
            time.sleep(PAUSE_SECONDS)

    def _unlock_file(self) -> None:
        if self._descriptor is not None:
            _unlock(self._descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_locks: dict[str, WriteLock] = {}
_locks_guard = threading.Lock()


def write_lock_for(database: str) -> WriteLock:
    """The lock of one database, shared by all its connections in this process."""
    in_memory = database.startswith("file:") or ":memory:" in database
    key = database if in_memory else f"{os.getpid()}:{Path(database).resolve()}"
    with _locks_guard:
        if key not in _locks:
            path = None if in_memory else Path(f"{database}.writer")
            _locks[key] = WriteLock(path)
        return _locks[key]
