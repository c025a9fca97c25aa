"""A full disk is told as one, by each database and by the system, and by nothing else."""

from __future__ import annotations

import errno
import sqlite3
from types import SimpleNamespace

import pytest
from django.db import DataError, OperationalError, connection

from tests.support.full_disk import full_disk
from theriac.core.database.failures import has_no_room
from theriac.core.privacy.problems import KeyStoreFails
from theriac.domains.accounts.security.tries import account, take_try


class Cause(Exception):
    """A driver's."""

    sqlstate: str | None = None


def raised_from(cause: Cause, words: str = "") -> OperationalError:
    problem = OperationalError(words)
    problem.__cause__ = cause
    return problem


def with_state(state: str) -> Cause:
    cause = Cause()
    cause.sqlstate = state
    return cause


@pytest.mark.parametrize(
    ("raised", "full"),
    [
        (OperationalError("database or disk is full"), True),
        (raised_from(with_state("53100")), True),
        (raised_from(Cause(1021, "Disk full (/tmp)")), True),
        (raised_from(Cause(1114, "The table 'sale' is full")), True),
        (raised_from(Cause(3, "Error writing file (Errcode: 28)"), "(Errcode: 28)"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (OperationalError("database is locked"), False),
        (raised_from(with_state("40001")), False),
        (raised_from(Cause(1205, "Lock wait timeout")), False),
        (DataError("bigint out of range"), False),
        (ValueError("disk is full"), False),
        (sqlite3.OperationalError("database or disk is full"), True),
        (sqlite3.OperationalError("disk I/O error"), False),
        (None, False),
    ],
)
def test_it_is_known_by_what_each_says(raised: Exception | None, full: bool) -> None:
    assert has_no_room(raised) is full


@pytest.mark.parametrize("words", ["disk I/O error", "unable to open database file"])
def test_where_sqlite_finds_no_room_for_its_log_the_disk_is_looked_at(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    assert has_no_room(sqlite3.OperationalError(words))
    assert has_no_room(OperationalError(words))
    assert not has_no_room(OperationalError("database is locked"))


def test_what_a_full_disk_caused_is_told_as_one() -> None:
    problem = KeyStoreFails("The keys can't be read.")
    problem.__cause__ = sqlite3.OperationalError("database or disk is full")
    assert has_no_room(problem)
    assert not has_no_room(KeyStoreFails("The keys can't be read."))


@pytest.mark.databases("sqlite")
@pytest.mark.django_db(transaction=True)
def test_what_sqlite_raises_is_known() -> None:
    def fill() -> None:
        for number in range(10_000):
            take_try(account(f"somebody {number}"))

    with full_disk(connection), pytest.raises(OperationalError) as raised:
        fill()
    assert has_no_room(raised.value)
