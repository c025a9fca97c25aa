"""MariaDB through mysqlclient where it is installed, PyMySQL otherwise."""

from __future__ import annotations

from typing import Any

try:
    import MySQLdb  # type: ignore[import-untyped]  # noqa: F401
except ImportError:
    import pymysql  # type: ignore[import-untyped]

    pymysql.install_as_MySQLdb()

from django.db.backends.mysql import base

from theriac.core.database.backends.quiet_socket import is_quiet


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend; a kept connection is pinged only when its socket has something to say."""

    def is_usable(self) -> bool:
        """Whether the server still holds this connection."""
        socket: Any = getattr(self.connection, "_sock", None)
        if socket is not None and is_quiet(socket.fileno()):
            return True
        return bool(super().is_usable())
