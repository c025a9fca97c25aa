"""Which database the tests of this process run on, and where it is.

``THERIAC_TEST_DATABASES`` (sqlite, postgresql, mariadb; SQLite by default) names them all.
A run on several has one process a database and one for the tests that need none; each reads
its part from ``THERIAC_TEST_PART``.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from theriac.core.database.write_lock import WriteLock, WriteLockTimeout

ADDRESSES = {
    "sqlite": "",
    "postgresql": "postgresql://postgres@127.0.0.1:5432/theriac",
    "mariadb": "mysql://root@127.0.0.1:3306/theriac",
}
REST = "rest"
YIELDING = 5

_slots: list[WriteLock] = []


def chosen_databases(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The databases that THERIAC_TEST_DATABASES names. Raises ValueError for an unknown one."""
    named = environ.get("THERIAC_TEST_DATABASES", "").replace(" ", "")
    names = [name for name in named.split(",") if name] or ["sqlite"]
    for name in names:
        if name not in ADDRESSES:
            raise ValueError(
                f"THERIAC_TEST_DATABASES names {name}; it takes sqlite, postgresql, mariadb"
            )
    return names


def part(environ: Mapping[str, str] = os.environ) -> str:
    """This process's part of a run on several databases, or an empty text."""
    return environ.get("THERIAC_TEST_PART", "")


def own_database(environ: Mapping[str, str] = os.environ) -> str:
    """The database that this process's tests run on; ``rest`` runs on SQLite."""
    name = part(environ) or chosen_databases(environ)[0]
    return "sqlite" if name == REST else name


def let_the_browser_go_first() -> None:
    """On several databases, the processes of the databases yield to the one of the journeys.

    Its tests go one after the other in one browser, so that it would still run alone, on one
    processor, when the others have ended.
    """
    if part() not in ("", REST) and hasattr(os, "nice"):  # Windows has none
        os.nice(YIELDING)


def address(name: str, environ: Mapping[str, str] = os.environ) -> str:
    """DATABASE_URL for ``name``; THERIAC_TEST_POSTGRESQL_URL and …_MARIADB_URL move it."""
    return environ.get(f"THERIAC_TEST_{name.upper()}_URL") or ADDRESSES[name]


def free_slot() -> int:
    """A number that no other test process of this machine holds, kept until this one ends.

    So two runs at once never share a test database, and a run that was killed leaves none that
    the next one doesn't take over.
    """
    for number in range(256):
        lock = WriteLock(Path(tempfile.gettempdir()) / f"theriac-test-{number}.lock")
        try:
            lock.acquire(0.01)
        except WriteLockTimeout:
            continue
        _slots.append(lock)
        return number
    raise RuntimeError("256 test processes run already")


def url_of_test_database() -> str:
    """DATABASE_URL of the test database itself, for programs that a test starts."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite"):
        return f"sqlite:///{quote(str(database['NAME']))}"
    scheme = "postgresql" if database["ENGINE"].endswith("postgresql") else "mysql"
    secret = f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    return (
        f"{scheme}://{quote(database['USER'])}{secret}@{database['HOST']}:{database['PORT']}"
        f"/{quote(database['NAME'])}"
    )
