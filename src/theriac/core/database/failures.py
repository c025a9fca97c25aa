"""Failures of a database that mean something: those that pass by themselves, and a full disk.

How the databases and the system tell them, and what people are told.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from theriac.core.database.counters import CONTENDED, Contended
from theriac.core.problems import Problem

# Deadlock, serialisation failure, busy.
_PASSING_STATES = {"40001", "40P01", "55P03"}
_PASSING_CODES = {1205, 1213, 1020}
_POSTGRESQL_STATE = "53100"  # disk_full
_MARIADB_CODES = frozenset({1021, 1114})  # ER_DISK_FULL, ER_RECORD_FILE_FULL
_FULL = ("database or disk is full", "Errcode: 28")
_PERHAPS = ("disk I/O error", "unable to open database file")
LEAST_BYTES = 1_000_000
"""With less room than this SQLite can't begin to write."""


class DiskFull(Problem):
    """Nothing can be kept until somebody makes room on the server's disk."""

    type = "disk_full"
    status = 503
    title = _("The server’s disk is full")

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing was changed, and nothing can be saved until there is free space. "
                "Ask the administrator to free space on the server’s disk, then try again."
            )
        )


def has_no_room(raised: BaseException | None) -> bool:
    """Whether this was raised, or caused, by a full disk: the database's, the keys' or the files'.

    SQLite says "disk I/O error" where it finds no room for its log; then the disk is looked at.
    """
    while raised is not None:
        if _is_of_a_full_disk(raised):
            return True
        raised = raised.__cause__
    return False


def _is_of_a_full_disk(raised: BaseException) -> bool:
    if isinstance(raised, OSError):
        return raised.errno in {errno.ENOSPC, errno.EDQUOT}
    if not isinstance(raised, DatabaseError | sqlite3.Error):
        return False
    cause, said = raised.__cause__, str(raised)
    if getattr(cause, "sqlstate", None) == _POSTGRESQL_STATE:
        return True
    if cause is not None and cause.args and cause.args[0] in _MARIADB_CODES:
        return True
    if any(words in said for words in _FULL):
        return True
    return any(words in said for words in _PERHAPS) and _is_full()


def _is_full() -> bool:
    """Whether the disk of the data or of the keys has no room; False where nobody can say."""
    for folder in (Path(settings.DATA_DIR), Path(settings.KEY_STORE).parent):
        with suppress(OSError):
            if shutil.disk_usage(folder).free < LEAST_BYTES:
                return True
    return False


def is_transient(problem: Exception) -> bool:
    """Whether running the same transaction again may succeed."""
    if isinstance(problem, Contended):
        return True
    cause = problem.__cause__
    if getattr(cause, "sqlstate", None) in _PASSING_STATES:
        return True
    if cause is not None and cause.args and cause.args[0] in _PASSING_CODES:
        return True
    return any(words in str(problem) for words in ("database is locked", CONTENDED))
