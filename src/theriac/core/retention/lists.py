"""The dry run: which rows are due of each kind, and a hash that stands for exactly this list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from theriac.core.retention.registry import RecordKind

SHOWN = 200
"""Rows of a kind that are shown one by one; all count and all are in the hash."""


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due of one kind as of an instant."""

    code: str
    days: int
    before: datetime
    count: int
    oldest: datetime | None
    newest: datetime | None
    digest: str


def list_due(kind: RecordKind, days: int, as_of: datetime) -> DueList:
    """Read what is due; the digest covers kind, limit, and every row with its instant."""
    before = as_of - timedelta(days=days)
    digest = sha256(f"{kind.code}\n{before.isoformat()}\n".encode())
    count = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    for row in kind.due(before):
        digest.update(f"{row.id} {row.at.isoformat()}\n".encode())
        count += 1
        oldest = row.at if oldest is None else min(oldest, row.at)
        newest = row.at if newest is None else max(newest, row.at)
    return DueList(kind.code, days, before, count, oldest, newest, digest.hexdigest())


def hash_of(lists: Sequence[DueList]) -> str:
    """What a person confirms: the digests of all lists."""
    lines = [f"{one.code} {one.digest}" for one in sorted(lists, key=lambda one: one.code)]
    return sha256("\n".join(lines).encode()).hexdigest()
