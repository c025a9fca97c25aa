"""Identifiers: UUIDv7 (RFC 9562), so that ids sort roughly by time on every database.

Ids are not commit order; whatever others follow takes its position after the commit.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7."""
    return uuid7()


def parse_id(text: str) -> UUID | None:
    """The UUID that ``text`` writes, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def least_id_at(instant: datetime) -> UUID:
    """The least UUIDv7 of an instant's millisecond; every id made from then on is above it."""
    return UUID(int=int(instant.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62)
