"""Rows as lines of JSON that any of the databases can take back exactly."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.duration import duration_string
from pydantic_core import to_json

from theriac.core.privacy.fields import Ciphertext, EncryptedField


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, Ciphertext):
        return value.text
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"a backup can't hold a {type(value).__name__}")


_USUAL = frozenset({UUID, datetime, date, str, int, bool, type(None), dict, list})
"""Of these a quick writer says what ``json`` with ``_plain`` says; instants end in Z."""


def write_row(values: Sequence[Any]) -> bytes:
    """One line for one row. Raises TypeError for what no field holds."""
    if _USUAL.issuperset(map(type, values)):
        return to_json(values, inf_nan_mode="constants") + b"\n"
    return json.dumps(values, default=_plain, ensure_ascii=False).encode() + b"\n"


def read_row(line: bytes, fields: Iterable[models.Field[Any, Any]]) -> list[Any]:
    """The values of a line, each as its field takes it."""
    values = json.loads(line)
    return [_taken(field, value) for field, value in zip(fields, values, strict=True)]


def _taken(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, EncryptedField):
        return Ciphertext(value, is_verbatim=True)
    return value if isinstance(field, models.JSONField) else field.to_python(value)
