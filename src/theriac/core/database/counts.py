"""How many rows several queries find, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router


def count_together(found: Sequence[models.QuerySet[Any, Any]]) -> list[int]:
    """The number of rows of each; no statement where none is asked for, or none can find any.

    The texts are Django's own, so that a query may filter, join and unite as it likes.
    """
    connection = connections[router.db_for_read(models.Model)]
    texts: list[str] = []
    parameters: list[Any] = []
    for place, rows in enumerate(found):
        try:
            text, given = _keys(rows).query.get_compiler(connection.alias).as_sql()
        except EmptyResultSet:
            texts.append("0")
            continue
        texts.append(f"(SELECT COUNT(*) FROM ({text}) counted_{place})")  # noqa: S608 (no value)
        parameters += given
    if not parameters and set(texts) <= {"0"}:
        return [0] * len(found)
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(texts), parameters)
        [counts] = cursor.fetchall()
    return [int(count) for count in counts]


def _keys(rows: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
    """The same rows by their keys alone; united queries have chosen their columns themselves."""
    if rows.query.is_sliced:
        return rows.values("pk")
    bare = rows.order_by()
    return bare if rows.query.combinator else bare.values("pk")
