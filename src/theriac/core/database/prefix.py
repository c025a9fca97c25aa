"""Whether a number begins so, by its index: what a palette asks at each key among all there are.

For columns that hold one case, such as numbers of documents. PostgreSQL's index needs the operator
class ``varchar_pattern_ops``; a comparison without regard to case uses no index at all.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup

LAST = "\U0010ffff"
"""Behind every letter, so that what begins alike is one range of the index."""


class Begins(Lookup[Any]):
    """A condition for ``filter`` and ``Q``: the text in the column begins with ``prefix``."""

    lookup_name = "begins"
    prepare_rhs = False

    def __init__(self, path: str | F, prefix: str) -> None:
        super().__init__(F(path) if isinstance(path, str) else path, prefix)

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The condition in the words of the database."""
        column, params = compiler.compile(self.lhs)
        if connection.vendor == "sqlite":
            bounds = (self.rhs, self.rhs + LAST)
            return f"({column} >= %s AND {column} < %s)", (*params, *params, *bounds)
        pattern = connection.ops.prep_for_like_query(self.rhs) + "%"
        return f"{column} LIKE %s", (*params, pattern)
