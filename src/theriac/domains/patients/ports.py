"""What patients need of others: whose records stay and why, and what else is kept of a person.

A domain declares a kind of records (``register_hold``) with the rule of the country's dated rows
(``countries/*/retention.py``) that keeps it; ``queries/holds.py`` makes dates of them. What must be
settled first is declared likewise (``register_matter``).
What a domain above keeps of a person goes into their own export (``register_own_records``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter:
    """Something between a person and the pharmacy that must be settled before they are forgotten.

    No law's days keep the record, the matter does, as long as ``still_open`` finds it. ``code``
    stands in the trail, ``how`` says how it ends.
    """

    code: str
    title: Text
    how: Text
    still_open: Callable[[Sequence[UUID]], Collection[UUID]]


_held: dict[str, HeldRecords] = {}
_matters: dict[str, OpenMatter] = {}


def register_matter(matter: OpenMatter) -> None:
    """Declare a kind of open matters. Raises ValueError for a code that another has."""
    if _matters.setdefault(matter.code, matter) is not matter:
        raise ValueError(f"{matter.code} is declared twice")


def open_matters() -> tuple[OpenMatter, ...]:
    """Every kind, by code."""
    return tuple(_matters[code] for code in sorted(_matters))


def register_hold(records: HeldRecords) -> None:
    """Declare a kind. Raises ValueError for a code that another has."""
    if _held.setdefault(records.code, records) is not records:
        raise ValueError(f"{records.code} is declared twice")


def held_records() -> tuple[HeldRecords, ...]:
    """Every kind, by code."""
    return tuple(_held[code] for code in sorted(_held))


OwnRecords = Callable[[Sequence[UUID]], Sequence[Mapping[str, Any]]]
"""What is kept of a person under these records, as JSON holds it but for instants and dates."""

_own: dict[str, OwnRecords] = {}


def register_own_records(name: str, read: OwnRecords) -> None:
    """Declare a part of a person's export. Raises ValueError for a name that another has."""
    if _own.setdefault(name, read) is not read:
        raise ValueError(f"{name} is declared twice")


def own_records(patient_ids: Sequence[UUID]) -> dict[str, list[Mapping[str, Any]]]:
    """Every declared part, by name."""
    return {name: list(_own[name](patient_ids)) for name in sorted(_own)}
