"""Restricted records, by id and date: who they are is told to who opens one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.patients.models import Patient
from theriac.domains.patients.permissions import OPEN_RESTRICTED

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restricted record; ``why`` is ``erasure`` or ``request``."""

    id: UUID
    restricted_at: datetime
    why: str
    erase_on: date | None


def restriction_of(patient_id: UUID) -> Restricted | None:
    """The restriction of one record, None where it has none."""
    return next(iter(_read(Patient.objects.filter(id=patient_id), 1)), None)


@query(permission=OPEN_RESTRICTED)
def list_restricted(*, actor: Actor) -> Sequence[Restricted]:
    """The restricted records, those first that are erased first; at most MOST_SHOWN."""
    return _read(Patient.objects.filter(merged_into=None).order_by("erase_on", "id"), MOST_SHOWN)


def _read(rows: Any, most: int) -> list[Restricted]:
    found = rows.filter(restricted_at__isnull=False, erased_at=None)
    columns = ("id", "restricted_at", "restricted_why", "erase_on")
    return [Restricted(*row) for row in found.values_list(*columns)[:most]]
