"""What patients need of others: who must be kept by law, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID


class HoldSource(Protocol):
    """A domain whose records tie a patient to the law, such as a register of medicines."""

    def __call__(self, patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
        """The date from which each of these may be erased; who isn't held is left out."""


_sources: dict[str, HoldSource] = {}


def register_hold(name: str, source: HoldSource) -> None:
    """Let a domain say whom the law holds, under its name."""
    _sources[name] = source


def forget_hold(name: str) -> None:
    """Take a source back."""
    _sources.pop(name, None)


def held_until(patient_ids: Sequence[UUID]) -> tuple[date | None, list[str]]:
    """The latest date until which any of these records is held, and by whom; None: by nobody."""
    found = {
        name: max(dates.values())
        for name, source in sorted(_sources.items())
        if (dates := source(patient_ids))
    }
    return max(found.values(), default=None), list(found)
