"""One kind of thing that waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """How many, what, and where it is decided; ``meaning`` is stop, look or note."""

    count: int
    title: str
    note: str
    url: str
    icon: str
    meaning: str
