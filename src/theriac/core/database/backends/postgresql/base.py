"""PostgreSQL with kept connections and a pre-ping that costs no round trip."""

from __future__ import annotations

from django.db.backends.postgresql import base

from theriac.core.database.backends.quiet_socket import is_quiet


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend; a kept connection is asked only when its socket has something to say."""

    def is_usable(self) -> bool:
        """Whether the server still holds this connection."""
        if self.connection is None or self.connection.closed:
            return False
        return is_quiet(self.connection.fileno()) or bool(super().is_usable())
