"""How the back office says the waits of the queue."""

from __future__ import annotations


def whole_minutes(seconds: int | None) -> int | None:
    """Rounded half up; None where nobody was called."""
    return None if seconds is None else (seconds + 30) // 60
