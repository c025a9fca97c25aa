"""Limits that a pharmacy settles for itself; the domain that keeps its settings answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum


class Limit(StrEnum):
    """The limits, by the names of their settings."""

    SHARE_DAYS = "share_days"
    """How many days a link to the books lasts at most."""
    MASS_READS = "mass_reads"
    """How many patients one person may read within an hour before an alarm; 0: never."""


DEFAULTS: Mapping[Limit, int] = {Limit.SHARE_DAYS: 90, Limit.MASS_READS: 200}
"""What holds before there is a pharmacy, and until it settles something else."""

Source = Callable[[str], int | None]
_sources: list[Source] = []


def ask_limits(source: Source) -> None:
    """Let ``source(name)`` say what is settled; None where there is no pharmacy yet."""
    _sources[:] = [source]


def settled(limit: Limit) -> int:
    """What holds now."""
    found = _sources[0](limit.value) if _sources else None
    return DEFAULTS[limit] if found is None else found
