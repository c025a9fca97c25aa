"""Set-wise updates of rows that each get values of their own.

Django's ``bulk_update`` builds an expression for each row and field: half a second for a delivery
of two hundred lines, which these write in a few milliseconds. No signals, no ``save()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, models, router


def update_rows(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these fields of each row, all of one model, by its key; nothing for no rows.

    For fields that are kept as they are (none that is encrypted). Raises IntegrityError and
    DataError as the database does.
    """
    if not rows:
        return
    model = type(rows[0])
    connection = connections[router.db_for_write(model)]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table, column = quote(model._meta.db_table), quote(key.column)
    statement = f"UPDATE {table} SET {changes} WHERE {column} = %s"  # noqa: S608
    values = [
        [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for field in (*fields, key)
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
