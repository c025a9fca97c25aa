"""JSON as we store it: compact, keys in their order, dates and ids as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from pydantic_core import to_json


def plain(value: Any) -> Any:
    """Write what JSON has no form for; raises TypeError for anything unknown (floats pass)."""
    if isinstance(value, UUID | Promise):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no JSON form")


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=plain, check_circular=False
).encode


def dump_json(value: Any) -> str | None:
    """Compact JSON text; None stays None (SQL NULL)."""
    return None if value is None else _encode(value)


def dump_rows(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a JSON array of objects, for PostgreSQL to read as records."""
    return to_json([dict(zip(names, row, strict=True)) for row in rows], fallback=plain).decode()


def canonical_json(value: Any) -> str:
    """JSON text that is equal for equal content: sorted keys, no insignificant whitespace."""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain
    )
