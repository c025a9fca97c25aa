"""What the database's planner knows of how large a table is."""

from __future__ import annotations

from django.db import connection
from django.db.models import Model


def look_again(model: type[Model]) -> None:
    """Let the planner see that a table grew many times over within a minute.

    PostgreSQL plans by figures that its own process renews about once a minute, and joins a table
    that it takes for empty row by row until then. MariaDB renews them by itself, and SQLite plans
    by its indexes alone: both are left as they are.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
