"""Who read a patient's record over months: each person, where, through what, how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.query import branches_seen, query
from theriac.domains.patients.mass_reads import readings
from theriac.domains.patients.models import PatientFinding
from theriac.domains.patients.queries.groups import ids_of

PAGE_SIZE = 100
READ_TOO = ("patients.reveal_number", "files.record_reading")
"""Commands whose audit record of a patient is of a number or file that was read."""


@dataclass(frozen=True, slots=True)
class PatientReader:
    """One person at one branch and device who read by one command; machine and system too."""

    actor_id: UUID
    branch_id: UUID | None
    terminal_id: UUID | None
    command: str
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class PatientReaders:
    """A page, who read last the first; ``has_more`` where others follow."""

    items: Sequence[PatientReader]
    has_more: bool


@query(permission=VIEW_TRAIL)
def readers_of(
    *,
    actor: Actor,
    patient_id: UUID,
    since: datetime,
    until: datetime,
    after: int = 0,
    at_most: int = PAGE_SIZE,
) -> PatientReaders:
    """Who read the record, or one merged into it, from ``since`` until before ``until``.

    At the branches whose trail the actor may see. Counted by the database in one statement, through
    the trail's index by object and the findings' by patient; ``after`` rows are left out.
    """
    seen = branches_seen(actor, VIEW_TRAIL)
    ids = ids_of(patient_id)
    read = readings() | Q(command__in=READ_TOO)
    opened = AuditRecord.objects.filter(read, object_id__in=ids, **seen)
    found = PatientFinding.objects.filter(patient_id__in=ids, **seen)
    rows = _grouped(opened, "recorded_at", since, until).union(
        _grouped(found, "found_at", since, until), all=True
    )
    ordered = rows.order_by("-last_read", "actor_id", "command", "branch_id", "terminal_id")
    page = list(ordered[after : after + at_most + 1])
    return PatientReaders([PatientReader(*row) for row in page[:at_most]], len(page) > at_most)


def _grouped(rows: QuerySet[Any], at: str, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    within = rows.filter(**{f"{at}__gte": since, f"{at}__lt": until})
    grouped = within.order_by().values_list("actor_id", "branch_id", "terminal_id", "command")
    found: QuerySet[Any, Any] = grouped.annotate(
        times=Count("id"), first_read=Min(at), last_read=Max(at)
    )
    return found
