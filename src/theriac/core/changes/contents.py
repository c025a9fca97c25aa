"""How a deciding row stands in a change: SQL that makes the JSON of its declared columns.

The same expression is the trigger's and ``verify``'s. How a database writes an instant, an id or a
document as JSON isn't what another does, and a backup may come from another: where two texts
differ, ``read_content`` says whether the rows do.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from django.db import models

from theriac.core.changes.registry import DecidingTable, deciding_tables

_OBJECT = {"sqlite": "json_object", "mysql": "JSON_OBJECT"}
_HASH = {"sqlite": "theriac_hash({0})", "mysql": "SHA2({0}, 256)"}


def content_sql(vendor: str, table: DecidingTable, row: str) -> str:
    """The JSON of a row as text; ``row`` is its alias, such as ``NEW``."""
    if vendor == "postgresql":
        names = ",".join(table.columns)
        return postgresql_content(row, f"'{names}'", f"'{','.join(table.hashed)}'")
    parts = [f"'{name}', {row}.{_quoted(vendor, name)}" for name in table.columns]
    parts += [
        f"'{name}', {_HASH[vendor].format(f'{row}.{_quoted(vendor, name)}')}"
        for name in table.hashed
    ]
    return f"{_OBJECT[vendor]}({', '.join(parts)})"


def key_sql(vendor: str, table: DecidingTable, row: str) -> str:
    """A row's key as text, an id without hyphens on each database."""
    kind = {"sqlite": "TEXT", "mysql": "CHAR", "postgresql": "text"}[vendor]
    return f"REPLACE(CAST({row}.{_quoted(vendor, table.key)} AS {kind}), '-', '')"


def postgresql_content(row: str, names: str, hashed: str) -> str:
    """The same where the columns are texts of names with commas, as a trigger is given them."""
    value = (
        f"CASE WHEN key = ANY (string_to_array({hashed}, ',')) AND value <> 'null' "
        "THEN to_jsonb(encode(sha256(convert_to(value #>> '{}', 'UTF8')), 'hex')) ELSE value END"
    )
    wanted = f"string_to_array({names}, ',') || string_to_array({hashed}, ',')"
    return (
        f"(SELECT CAST(jsonb_object_agg(key, {value}) AS text) "  # noqa: S608
        f"FROM jsonb_each(to_jsonb({row})) WHERE key = ANY ({wanted}))"
    )


def _quoted(vendor: str, name: str) -> str:
    return f"`{name}`" if vendor == "mysql" else f'"{name}"'


def read_content(table: str, text: str) -> dict[str, Any]:
    """A row as a change tells it, the same whichever database wrote it; nothing for no row.

    What isn't as its field would write it, such as what somebody put in by SQL, stays as it is.
    """
    content: dict[str, Any] = json.loads(text) if text else {}
    kinds = next((one.kinds for one in deciding_tables() if one.table == table), {})
    return {name: _read(kinds.get(name), value) for name, value in content.items()}


def _read(kind: type | None, value: Any) -> Any:
    try:
        if value is None or kind is None:
            return value
        if issubclass(kind, models.JSONField):
            return json.loads(value) if isinstance(value, str) else value
        if issubclass(kind, models.UUIDField):
            return str(value).replace("-", "")
        if issubclass(kind, models.BooleanField):
            return bool(value)
        if issubclass(kind, models.DateTimeField):
            instant = datetime.fromisoformat(str(value))
            return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).isoformat()
    except ValueError:
        pass
    return value
