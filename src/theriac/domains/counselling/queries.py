"""Counselling of a branch, of a patient, of a prescription; counted over a period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.counselling.models import Counselling
from theriac.domains.counselling.permissions import OPEN_COUNSELLING, VIEW_COUNSELLING
from theriac.domains.counselling.record import HandOver
from theriac.domains.patients.queries.groups import ids_of

MOST_SHOWN = 50
AT_ONCE = 400
OF_STATE: Mapping[str, Q] = {
    "counselled": Q(withdrawn_at=None, refused_why=""),
    "refused": Q(withdrawn_at=None) & ~Q(refused_why=""),
    "withdrawn": Q(withdrawn_at__isnull=False),
}

COUNSELLING: Listing[Counselling] = Listing(
    name="counselling.counselling",
    sorts={"at": SortFields(("at",))},
    default_sort="-at",
    filters={
        "state": lambda rows, value: rows.filter(OF_STATE[value]),
        "by": lambda rows, value: rows.filter(by=value),
        "prescription_id": lambda rows, value: rows.filter(prescription_id=value),
    },
)


@dataclass(slots=True)
class CounsellingCounts:
    """What was recorded in a period and stands, by topic, reason and person."""

    counselled: int = 0
    refused: int = 0
    leaflets: int = 0
    understood: int = 0
    topics: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    people: Mapping[UUID, Counter[str]] = field(default_factory=dict)
    """By person how many they ``counselled``, and how often it was ``refused``."""


@query(permission=VIEW_COUNSELLING)
def list_counselling(*, actor: Actor, branch_id: UUID) -> QuerySet[Counselling]:
    """The branch's counselling without its remarks, in no order."""
    rows: QuerySet[Counselling] = Counselling.objects.filter(branch_id=branch_id)
    return rows.defer("note").order_by()


@query(permission=OPEN_COUNSELLING)
def counselling_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[Counselling]:
    """A patient's, at the branches that the actor sees, the newest first."""
    seen = branches_seen(actor, OPEN_COUNSELLING)
    rows = Counselling.objects.filter(patient_id__in=ids_of(patient_id), **seen)
    return list(rows.defer("note").order_by("-at", "-id")[:MOST_SHOWN])


@query(permission=VIEW_COUNSELLING)
def counselling_of_prescription(
    *, actor: Actor, branch_id: UUID, prescription_id: UUID
) -> Sequence[Counselling]:
    """What was recorded at the hand-overs of a prescription, the newest first."""
    rows = Counselling.objects.filter(branch_id=branch_id, prescription_id=prescription_id)
    return list(rows.defer("note").order_by("-at", "-id")[:MOST_SHOWN])


@query(permission=VIEW_COUNSELLING)
def count_counselling(
    *, actor: Actor, branch_id: UUID, since: datetime, until: datetime
) -> CounsellingCounts:
    """The branch's from ``since`` until before ``until``, in one statement; none withdrawn."""
    rows = Counselling.objects.filter(
        branch_id=branch_id, at__gte=since, at__lt=until, withdrawn_at=None
    )
    grouped = (
        rows.order_by()
        .values_list("by", "topics", "refused_why", "is_leaflet_given", "is_understood")
        .annotate(count=Count("id"))
    )
    found = CounsellingCounts()
    people: dict[UUID, Counter[str]] = defaultdict(Counter)
    for by, topics, why, has_leaflet, is_understood, count in grouped:
        people[by]["refused" if why else "counselled"] += count
        found.leaflets += count if has_leaflet else 0
        if why:
            found.refused += count
            found.reasons[why] += count
            continue
        found.counselled += count
        found.understood += count if is_understood else 0
        for code in topics.split():
            found.topics[code] += count
    found.people = dict(people)
    return found


@query(permission=VIEW_COUNSELLING)
def counsellors(*, actor: Actor, branch_id: UUID) -> Sequence[UUID]:
    """Who ever counselled at the branch."""
    rows = Counselling.objects.filter(branch_id=branch_id).order_by()
    return list(rows.values_list("by", flat=True).distinct())


def is_recorded(hand_over: HandOver) -> bool:
    """Whether a counselling of this hand-over, or its refusal, stands."""
    return bool(Counselling.objects.filter(hand_over_key=hand_over.key).exists())


def ever_recorded(hand_overs: Iterable[HandOver]) -> set[HandOver]:
    """Those of which there is or was a counselling, one that was withdrawn too."""
    wanted = set(hand_overs)
    keys = sorted({one.prescription_id for one in wanted})
    found: set[HandOver] = set()
    for start in range(0, len(keys), AT_ONCE):
        rows = Counselling.objects.filter(prescription_id__in=keys[start : start + AT_ONCE])
        found |= {HandOver(*row) for row in rows.values_list("prescription_id", "round")}
    return found & wanted
