"""When a movement happened: pure."""

from __future__ import annotations

from datetime import datetime


def happened_at(occurred_at: datetime, recorded_at: datetime) -> datetime:
    """When a movement happened: nothing happens after it was recorded."""
    return min(occurred_at, recorded_at)
