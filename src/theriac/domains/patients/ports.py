"""What patients need of others: whose records the law keeps, counted from which day.

A domain declares a kind of records (``register_hold``) with the rule of the country's dated rows
(``countries/*/retention.py``) that keeps it; ``queries/holds.py`` makes dates of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
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


class KeptOf(Protocol):
    """Reads what a domain keeps of a patient."""

    def __call__(self, patient_ids: Sequence[UUID]) -> Sequence[Mapping[str, Any]]:
        """Of a record with all that were merged into it, for the copy that the person gets."""


_held: dict[str, HeldRecords] = {}
_kept: dict[str, KeptOf] = {}


def register_kept(section: str, kept: KeptOf) -> None:
    """Let ``kept`` give a section of the copy of a patient's record."""
    _kept[section] = kept


def kept_sections(patient_ids: Sequence[UUID]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """What others keep of these records, by section."""
    return {section: _kept[section](patient_ids) for section in sorted(_kept)}


def register_hold(records: HeldRecords) -> None:
    """Declare a kind. Raises ValueError for a code that another has."""
    if _held.setdefault(records.code, records) is not records:
        raise ValueError(f"{records.code} is declared twice")


def held_records() -> tuple[HeldRecords, ...]:
    """Every kind, by code."""
    return tuple(_held[code] for code in sorted(_held))
