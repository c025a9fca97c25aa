"""Whether an id is one of many: the ids go as one parameter, however many they are.

A database bounds how many parameters a statement has, and a search may find a whole catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup

from theriac.core.database.json_text import dump_json

_OF_MARIADB = """{column} IN (
    SELECT CAST(among.id AS UUID)
    FROM JSON_TABLE(%s, '$[*]' COLUMNS (id CHAR(36) PATH '$')) AS among
)"""


class Among(Lookup[Any]):
    """A condition for ``filter`` and ``Q``: the id in the column ``path`` is one of ``ids``."""

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, path: str | F, ids: Iterable[UUID]) -> None:
        super().__init__(F(path) if isinstance(path, str) else path, tuple(ids))

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition in the words of the database."""
        ids: object
        if connection.vendor == "postgresql":
            template, ids = "{column} = ANY(%s::uuid[])", list(self.rhs)
        elif connection.vendor == "mysql":
            template, ids = _OF_MARIADB, dump_json([str(one) for one in self.rhs])
        else:
            template = "{column} IN (SELECT value FROM json_each(%s))"
            ids = dump_json([one.hex for one in self.rhs])
        column, params = compiler.compile(self.lhs)
        return template.format(column=column), (*params, ids)
