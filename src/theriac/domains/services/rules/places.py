"""How many appointments stand at a time. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

Span = tuple[datetime, datetime]
"""From an instant until before another."""


def most_at_once(spans: Iterable[Span], within: Span) -> int:
    """The most of the spans that stand at one moment within another; an end meets no beginning."""
    begins, ends = within
    met: Sequence[Span] = [one for one in spans if one[0] < ends and one[1] > begins]
    starts = {begins, *(max(one[0], begins) for one in met)}
    return max(sum(one[0] <= start < one[1] for one in met) for start in starts)
