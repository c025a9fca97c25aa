"""Which database the tests of this process run on, and where it is.

``THERIAC_TEST_DATABASES`` (sqlite, postgresql, mariadb; SQLite by default) names them all. A run
of many tests has processes for each of them and one for the tests that drive a browser; each
reads its part from ``THERIAC_TEST_PART``.
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
BROWSER = "browser"
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
    """The database that this process's tests run on; those of the browser have the first."""
    name = part(environ)
    return chosen_databases(environ)[0] if name in ("", BROWSER) else name


def takes(*, is_journey: bool, uses_database: bool) -> bool:
    """Whether such a test belongs to this process's part; what needs nothing, to the first's."""
    if not part():
        return True
    if is_journey:
        return part() == BROWSER
    return part() == chosen_databases()[0] if not uses_database else part() != BROWSER


def let_others_go_first() -> None:
    """SQLite's processes yield: they are two, so that at the end no processor is left alone."""
    if part() == "sqlite" and hasattr(os, "nice"):  # Windows has none
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
