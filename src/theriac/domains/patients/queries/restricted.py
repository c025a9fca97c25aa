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
from theriac.domains.patients.queries.groups import groups_of
from theriac.domains.patients.queries.holds import Hold, holds_by

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restricted record; ``why`` is ``erasure`` or ``request``.

    ``holds`` say what keeps a record whose erasure was asked for; none where only a date does
    that a person gave.
    """

    id: UUID
    restricted_at: datetime
    why: str
    erase_on: date | None
    holds: Sequence[Hold] = ()


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
    kept = list(found.values_list(*columns)[:most])
    waiting = [row[0] for row in kept if row[3] is not None]
    holds = holds_by(groups_of(waiting)) if waiting else {}
    return [
        Restricted(one, since, why, erase_on, holds.get(one, ()))
        for one, since, why, erase_on in kept
    ]
