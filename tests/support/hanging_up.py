"""What a restart of the database server does to everybody else's connections."""

from __future__ import annotations

import time

from django.db import OperationalError, connection

LONGEST_SECONDS = 60
UNKNOWN_THREAD = 1094
PEOPLE = {
    "postgresql": "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
    "mysql": "SELECT id FROM information_schema.processlist "
    "WHERE db = DATABASE() AND id <> CONNECTION_ID()",
}
END = {"postgresql": "SELECT pg_terminate_backend(%s)", "mysql": "KILL CONNECTION %s"}


def hang_up_on_others() -> int:
    """End every other connection to the test database; how many there were.

    Returns once they have gone. Asked to end, a busy server's connection answers for a while yet,
    which no restart does; what is connected anew meanwhile stays.
    """
    ended = _others()
    with connection.cursor() as cursor:
        for one in ended:
            try:
                cursor.execute(END[connection.vendor], [one])
            except OperationalError as problem:  # MariaDB's, for one that went by itself
                if problem.args[0] != UNKNOWN_THREAD:
                    raise
    deadline = time.monotonic() + LONGEST_SECONDS
    while ended & _others():
        assert time.monotonic() < deadline, "connections that were ended are still there"
        time.sleep(0.01)
    return len(ended)


def _others() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE[connection.vendor])
        return {int(row[0]) for row in cursor.fetchall()}
