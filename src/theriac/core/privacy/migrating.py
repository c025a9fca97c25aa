"""For migrations: readable columns that became encrypted ones, in place, a few rows at a time.

What was done stays done: stopped halfway, the next run goes on where ciphertext isn't yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model

from theriac.core.privacy.fields import PHARMACY, Ciphertext, EncryptedJSON
from theriac.core.privacy.rows import read_together

AT_ONCE = 500
MARK = f"1.{PHARMACY.hex}."
"""With what everything begins that is encrypted under the pharmacy's own key."""


def encrypt_columns(schema_editor: Any, model: type[Model], names: Sequence[str]) -> None:
    """Encrypt what is readable in these columns of the pharmacy's own key."""
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    for row in _rows(model):
        changed = []
        for name in names:
            field: Any = model._meta.get_field(name)
            held: Ciphertext = row.__dict__[name]
            if not held.text.startswith(MARK):
                is_json = isinstance(field, EncryptedJSON)
                setattr(row, name, field.decode(held.text.encode()) if is_json else held.text)
                changed.append(name)
        if changed:
            row.save(update_fields=changed)


def open_columns(schema_editor: Any, model: type[Model], names: Sequence[str]) -> None:
    """Make these columns readable again. Raises Unreadable where their key is missing."""
    connection = schema_editor.connection
    quote = connection.ops.quote_name
    for row in _rows(model):
        for name in names:
            field: Any = model._meta.get_field(name)
            held: Ciphertext = row.__dict__[name]
            if held.text.startswith(MARK):
                plain = field.encode(getattr(row, name)).decode()
                key = model._meta.pk.get_db_prep_value(row.pk, connection)
                table, column = quote(model._meta.db_table), quote(field.column)
                sql = f"UPDATE {table} SET {column} = %s WHERE id = %s"  # noqa: S608 (our names)
                with connection.cursor() as cursor:
                    cursor.execute(sql, [plain, key])


def _rows(model: type[Model]) -> Iterator[Model]:
    after = None
    while True:
        rows = model._default_manager.order_by("pk")
        piece = list((rows if after is None else rows.filter(pk__gt=after))[:AT_ONCE])
        if not piece:
            return
        read_together(piece)
        yield from piece
        after = piece[-1].pk
