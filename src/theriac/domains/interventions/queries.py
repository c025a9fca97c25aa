"""Interventions of a branch, of a patient, of a prescription; counted over a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.interventions.models import Intervention
from theriac.domains.interventions.permissions import OPEN_INTERVENTIONS, VIEW_INTERVENTIONS
from theriac.domains.patients.queries.groups import ids_of

MOST_SHOWN = 50
TEXTS = ("content", "answer")
OPEN_OUTCOME = "open"
"""What has no outcome yet, though something was done."""


def of_outcome(value: str) -> Q:
    """Those with this outcome, or those that still want one."""
    return Q(outcome="") & ~Q(action="none") if value == OPEN_OUTCOME else Q(outcome=value)


INTERVENTIONS: Listing[Intervention] = Listing(
    name="interventions.interventions",
    sorts={"at": SortFields(("at",))},
    default_sort="-at",
    filters={
        "problem": lambda rows, value: rows.filter(problem=value),
        "cause": lambda rows, value: rows.filter(cause=value),
        "action": lambda rows, value: rows.filter(action=value),
        "outcome": lambda rows, value: rows.filter(of_outcome(value)),
        "prescriber_id": lambda rows, value: rows.filter(prescriber_id=value),
        "prescription_id": lambda rows, value: rows.filter(prescription_id=value),
    },
)


@dataclass(frozen=True, slots=True)
class InterventionCount:
    """How often; ``outcome`` is "" where none is known."""

    problem: str
    cause: str
    action: str
    outcome: str
    count: int


@query(permission=VIEW_INTERVENTIONS)
def list_interventions(*, actor: Actor, branch_id: UUID) -> QuerySet[Intervention]:
    """The branch's interventions without their texts, in no order."""
    rows: QuerySet[Intervention] = Intervention.objects.filter(branch_id=branch_id)
    return rows.defer(*TEXTS).order_by()


@query(permission=OPEN_INTERVENTIONS)
def interventions_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[Intervention]:
    """Those about a patient, at the branches that the actor sees, the newest first."""
    seen = branches_seen(actor, OPEN_INTERVENTIONS)
    rows = Intervention.objects.filter(patient_id__in=ids_of(patient_id), **seen)
    return list(rows.defer(*TEXTS).order_by("-at", "-id")[:MOST_SHOWN])


@query(permission=VIEW_INTERVENTIONS)
def interventions_of_prescription(
    *, actor: Actor, branch_id: UUID, prescription_id: UUID
) -> Sequence[Intervention]:
    """Those on a prescription, the newest first."""
    rows = Intervention.objects.filter(branch_id=branch_id, prescription_id=prescription_id)
    return list(rows.defer(*TEXTS).order_by("-at", "-id")[:MOST_SHOWN])


@query(permission=VIEW_INTERVENTIONS)
def count_interventions(
    *, actor: Actor, branch_id: UUID, since: datetime, until: datetime
) -> Sequence[InterventionCount]:
    """The branch's from ``since`` until before ``until``, the most first; one statement."""
    rows = Intervention.objects.filter(branch_id=branch_id, at__gte=since, at__lt=until)
    names = ("problem", "cause", "action", "outcome")
    grouped = rows.order_by().values_list(*names).annotate(count=Count("id"))
    found = [InterventionCount(*row) for row in grouped]
    return sorted(found, key=lambda one: (-one.count, one.problem, one.cause, one.outcome))


def summed(counts: Sequence[InterventionCount], name: str) -> Mapping[str, Mapping[str, int]]:
    """By the values of a field how many there are of each outcome; ``all`` of any."""
    found: dict[str, dict[str, int]] = {}
    for one in counts:
        row = found.setdefault(getattr(one, name), {})
        row["all"] = row.get("all", 0) + one.count
        row[one.outcome] = row.get(one.outcome, 0) + one.count
    return found
