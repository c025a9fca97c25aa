"""For migrations: readable columns that became encrypted ones, in place, a few rows at a time.

What was done stays done: stopped halfway, the next run goes on where ciphertext isn't yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Model

from theriac.core.privacy.fields import PHARMACY, Ciphertext, EncryptedJSON, EncryptedOrEmpty
from theriac.core.privacy.keys import make_keys
from theriac.core.privacy.rows import encrypted_fields, read_together

AT_ONCE = 500


def encrypt_columns(schema_editor: Any, model: type[Model], names: Sequence[str]) -> None:
    """Encrypt what is readable in these columns, each under its owner's key, made where missing."""
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    for row in _rows(model):
        changed = []
        for name in names:
            field: Any = model._meta.get_field(name)
            held: Ciphertext = row.__dict__[name]
            if not _is_closed(row, field, held.text):
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
            if held.text and _is_closed(row, field, held.text):
                plain = field.encode(getattr(row, name)).decode()
                key = model._meta.pk.get_db_prep_value(row.pk, connection)
                table, column = quote(model._meta.db_table), quote(field.column)
                sql = f"UPDATE {table} SET {column} = %s WHERE id = %s"  # noqa: S608 (our names)
                with connection.cursor() as cursor:
                    cursor.execute(sql, [plain, key])


def _is_closed(row: Model, field: Any, text: str) -> bool:
    """Whether it is this row's ciphertext, or a text that is missing and may be."""
    owner = getattr(row, field.owner) if field.owner else PHARMACY
    is_missing = isinstance(field, EncryptedOrEmpty) and not text
    return is_missing or text.startswith(f"1.{owner.hex}.")


def _rows(model: type[Model]) -> Iterator[Model]:
    owners = {field.owner for field in encrypted_fields(model)} - {""}
    after = None
    while True:
        rows = model._default_manager.order_by("pk")
        piece = list((rows if after is None else rows.filter(pk__gt=after))[:AT_ONCE])
        if not piece:
            return
        make_keys(getattr(row, owner) for row in piece for owner in owners)
        read_together(piece)
        yield from piece
        after = piece[-1].pk
