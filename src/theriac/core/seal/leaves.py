"""Leaves: the canonical bytes of a sealed row, read from its table.

A leaf is a JSON object in ASCII with sorted keys and no spaces: ``kind``, ``id``, ``v`` (the kind's
version), ``at`` (recorded), the columns, and the parts as lists. Instants are UTC with six decimals
and Z, dates ISO 8601, ids texts, amounts whole numbers. What people typed stands as
``{"hmac":…}``: HMAC-SHA-256 under the log's salt over kind, row, column and text; an empty text
stays empty.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from theriac.core.seal.registry import Part, SealedKind

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Leaf:
    """A row's canonical bytes, and when the server recorded it."""

    data: bytes
    recorded_at: datetime


def leaves_of(kind: SealedKind, ids: Sequence[UUID], salt: str) -> dict[UUID, Leaf]:
    """The leaves of rows by id, one query for each table; a row that is gone is left out."""
    key = bytes.fromhex(salt)
    columns = dict.fromkeys(("id", kind.recorded, *kind.fields, *kind.texts))
    found = kind.model._default_manager.filter(id__in=list(ids)).values(*columns)
    rows: dict[UUID, dict[str, Any]] = {row["id"]: row for row in found}
    parts = {part.name: _parts_of(part, kind.name, list(rows), key) for part in kind.parts}
    leaves = {}
    for row_id, row in rows.items():
        recorded = row[kind.recorded]
        content: dict[str, Any] = {name: row[name] for name in kind.fields}
        content |= _hidden(kind.name, row_id, row, kind.texts, key)
        content |= {name: of_row.get(row_id, []) for name, of_row in parts.items()}
        content |= {"kind": kind.name, "id": row_id, "v": kind.version, "at": recorded}
        leaves[row_id] = Leaf(canonical(content), recorded)
    return leaves


def canonical(content: object) -> bytes:
    """The one way in which a leaf is written. Raises TypeError or ValueError for other values."""
    return _encoder.encode(content).encode("ascii")


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a leaf")


_encoder = json.JSONEncoder(
    default=_plain,
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=True,
    allow_nan=False,
)


def _parts_of(
    part: Part, kind: str, parents: Sequence[UUID], key: bytes
) -> dict[UUID, list[dict[str, Any]]]:
    columns = dict.fromkeys(("id", part.parent, *part.fields, *part.texts))
    found = part.model._default_manager.filter(**{f"{part.parent}__in": parents})
    ordered = found.order_by(part.parent, *part.order, "id").values(*columns)
    grouped: dict[UUID, list[dict[str, Any]]] = {}
    for row in ordered:
        content = {"id": row["id"], **{name: row[name] for name in part.fields}}
        content |= _hidden(f"{kind}.{part.name}", row["id"], row, part.texts, key)
        grouped.setdefault(row[part.parent], []).append(content)
    return grouped


def _hidden(
    kind: str, row_id: UUID, row: dict[str, Any], texts: Sequence[str], key: bytes
) -> dict[str, Any]:
    return {
        name: {"hmac": hidden_text(key, f"{kind}\n{row_id}\n{name}", row[name])}
        if row[name]
        else ""
        for name in texts
    }


def hidden_text(key: bytes, place: str, text: str) -> str:
    """The keyed hash that stands for a text at one place."""
    return hmac.new(key, f"{place}\n{text}".encode(), sha256).hexdigest()
