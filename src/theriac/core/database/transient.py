"""Which database failures pass by themselves: deadlock, serialisation failure, busy."""

from __future__ import annotations

from theriac.core.database.counters import Contended

_POSTGRESQL_STATES = {"40001", "40P01", "55P03"}
_MARIADB_CODES = {1205, 1213, 1020}


def is_transient(problem: Exception) -> bool:
    """Whether running the same transaction again may succeed."""
    if isinstance(problem, Contended):
        return True
    cause = problem.__cause__
    if getattr(cause, "sqlstate", None) in _POSTGRESQL_STATES:
        return True
    if cause is not None and cause.args and cause.args[0] in _MARIADB_CODES:
        return True
    return "database is locked" in str(problem)
