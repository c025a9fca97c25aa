"""A database that may not grow: SQLite answers as on a disk without room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def full_disk(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let SQLite take no further page inside the block, and no page that was let go."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        (most,) = cursor.execute("PRAGMA max_page_count").fetchone()
        (there,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {there}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")
