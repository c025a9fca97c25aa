"""What a piece of work reads: statements, rows that come from the database, objects made of them.

It says what becomes dear with more rows, and says the same on a busy machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models.signals import post_init


@dataclass
class Reading:
    """How much was read so far."""

    statements: int = 0
    rows: int = 0
    objects: int = 0


@contextmanager
def reading() -> Iterator[Reading]:
    """Count what is read inside the block, on this thread's connection."""
    found = Reading()

    def execute(run: Any, *words: Any) -> Any:
        found.statements += 1
        return run(*words)

    def fetching(name: str) -> Any:
        def fetch(cursor: Any, *words: Any) -> Any:
            rows = getattr(cursor.cursor, name)(*words)
            found.rows += int(rows is not None) if name == "fetchone" else len(rows)
            return rows

        return fetch

    def made(**_told: Any) -> None:
        found.objects += 1

    post_init.connect(made, weak=False)
    try:
        with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(execute):
            for name in ("fetchone", "fetchmany", "fetchall"):
                patch.setattr(CursorWrapper, name, fetching(name), raising=False)
            yield found
    finally:
        post_init.disconnect(made)
