"""What one database is asked to-day of that which the others are asked as well.

A sweep over every screen takes minutes on each database, and nearly all of what it finds is the
same on all three. SQLite is asked everything in every run; a server a third of it, another third
with each day's seed and another than the other server's. ``--long`` asks all of all.
"""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

from tests.support.databases import own_database

DAYS = 3
OnTurn = Callable[[str], bool]
_SHIFTS = {"postgresql": 0, "mariadb": 1}


def turn_of(seed: int, *, is_long: bool) -> OnTurn:
    """Whether something is asked on this process's database in this run, by its name."""
    database = own_database()
    if is_long or database not in _SHIFTS:
        return lambda _name: True
    return lambda name: (crc32(name.encode()) + seed + _SHIFTS[database]) % DAYS == 0
