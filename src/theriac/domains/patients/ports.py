"""What patients need of others: whose records the law keeps, counted from which day.

A domain declares a kind of records (``register_hold``) with the rule of the country's dated rows
(``countries/*/retention.py``) that keeps it; ``queries/holds.py`` makes dates of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from theriac.core.problems import Text


class NewestRecords(Protocol):
    """Reads what a domain keeps of patients."""

    def __call__(self, patient_ids: Sequence[UUID]) -> Mapping[UUID, date]:
        """The day of each patient's newest record of the kind; who has none is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRecords:
    """A kind of records that the law keeps with the person whom they name.

    ``rule`` is the kind of the country's retention rows; ``code`` stands in the trail. A patient
    is held until the newest record is as old as the rule's least; where the country's law names no
    least, nobody is held.
    """

    code: str
    title: Text
    rule: str
    newest: NewestRecords


_held: dict[str, HeldRecords] = {}


def register_hold(records: HeldRecords) -> None:
    """Declare a kind. Raises ValueError for a code that another has."""
    if _held.setdefault(records.code, records) is not records:
        raise ValueError(f"{records.code} is declared twice")


def held_records() -> tuple[HeldRecords, ...]:
    """Every kind, by code."""
    return tuple(_held[code] for code in sorted(_held))
