"""A disk without room: how the databases and the system tell it, and what people are told."""

from __future__ import annotations

import errno

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Problem

_POSTGRESQL_STATE = "53100"  # disk_full
_MARIADB_CODES = frozenset({1021, 1114})  # ER_DISK_FULL, ER_RECORD_FILE_FULL
_MARIADB_ERRNO = "Errcode: 28"
_SQLITE = "database or disk is full"


class DiskFull(Problem):
    """Nothing can be kept until somebody makes room on the server's disk."""

    type = "disk_full"
    status = 503
    title = _("The server’s disk is full")

    def __init__(self) -> None:
        super().__init__(
            _(
                "Nothing was changed, and nothing can be kept until there is room. Tell the "
                "administrator to free space on the server’s disk, then do it again."
            )
        )


def has_no_room(raised: BaseException | None) -> bool:
    """Whether this was raised because a disk is full, the database's or the files'."""
    if isinstance(raised, OSError):
        return raised.errno in {errno.ENOSPC, errno.EDQUOT}
    if not isinstance(raised, DatabaseError):
        return False
    cause = raised.__cause__
    if getattr(cause, "sqlstate", None) == _POSTGRESQL_STATE:
        return True
    if cause is not None and cause.args and cause.args[0] in _MARIADB_CODES:
        return True
    return _SQLITE in str(raised) or _MARIADB_ERRNO in str(raised)
