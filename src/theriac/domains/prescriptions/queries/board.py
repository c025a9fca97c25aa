"""The board: what is worked on at a branch, by state, who waits longest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.patients.queries.groups import ids_of
from theriac.domains.prescribers.queries.prescribers import prescriber_names
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS, VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.rules.states import BOARD

SHOWN = 12
"""Cards of a column; the others stand in the list."""
MOST_OF_PATIENT = 50

PRESCRIPTIONS: Listing[Prescription] = Listing(
    name="prescriptions.prescriptions",
    sorts={
        "received_at": SortFields(("received_at",)),
        "state_since": SortFields(("state_since",)),
    },
    default_sort="received_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "prescriber_id": lambda rows, value: rows.filter(prescriber_id=value),
    },
)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A prescription on the board: nothing that names the patient or says what is on it."""

    id: UUID
    code: str
    state: str
    since: datetime
    received_at: datetime
    valid_until: date | None
    lines: int
    needs_second: bool
    prescriber: str


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A state with how many stand in it, and the first of them."""

    state: str
    count: int
    cards: Sequence[BoardCard]

    @property
    def others(self) -> int:
        """How many aren't shown."""
        return self.count - len(self.cards)


@query(permission=VIEW_PRESCRIPTIONS)
def board_of(*, actor: Actor, branch_id: UUID, shown: int = SHOWN) -> list[BoardColumn]:
    """The branch's columns in their order; three statements, whatever stands there."""
    working = Prescription.objects.filter(branch_id=branch_id, state__in=BOARD).order_by()
    counts = dict(working.values_list("state").annotate(count=Count("id")))
    place = Window(
        RowNumber(), partition_by=[F("state")], order_by=[F("state_since").asc(), F("id").asc()]
    )
    rows = list(
        working.annotate(place=place, line_count=_line_count())
        .filter(place__lte=shown)
        .order_by("state_since", "id")
        .values(*_CARD)
    )
    names = prescriber_names({row["prescriber_id"] for row in rows})
    cards: dict[str, list[BoardCard]] = {state: [] for state in BOARD}
    for row in rows:
        cards[row["state"]].append(_card(row, names))
    return [BoardColumn(state, counts.get(state, 0), cards[state]) for state in BOARD]


@query(permission=VIEW_PRESCRIPTIONS)
def list_prescriptions(*, actor: Actor, branch_id: UUID) -> QuerySet[Prescription]:
    """Every prescription of the branch, without what it says, in no order."""
    rows: QuerySet[Prescription] = Prescription.objects.filter(branch_id=branch_id)
    return rows.defer("content").annotate(line_count=_line_count()).order_by()


@query(permission=VIEW_PRESCRIPTIONS)
def prescriptions_in(*, actor: Actor, branch_id: UUID, state: str) -> QuerySet[Prescription]:
    """The branch's prescriptions in a state, to be counted; in no order."""
    rows: QuerySet[Prescription] = Prescription.objects.filter(branch_id=branch_id, state=state)
    return rows.order_by()


@query(permission=OPEN_PRESCRIPTIONS)
def prescriptions_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[Prescription]:
    """A patient's prescriptions at the branches that the actor sees, the newest first."""
    seen = branches_seen(actor, OPEN_PRESCRIPTIONS)
    rows = Prescription.objects.filter(patient_id__in=ids_of(patient_id), **seen)
    found = rows.defer("content").annotate(line_count=_line_count())
    return list(found.order_by("-written_on", "-received_at", "id")[:MOST_OF_PATIENT])


_CARD = (
    "id",
    "state",
    "state_since",
    "received_at",
    "valid_until",
    "line_count",
    "needs_second",
    "prescriber_id",
)


def _line_count() -> Subquery:
    lines = PrescriptionLine.objects.filter(prescription=OuterRef("id")).order_by()
    counted = lines.values("prescription").annotate(count=Count("id")).values("count")
    return Subquery(counted)


def _card(row: Mapping[str, Any], names: Mapping[UUID, str]) -> BoardCard:
    return BoardCard(
        id=row["id"],
        code=Prescription(id=row["id"]).code,
        state=row["state"],
        since=row["state_since"],
        received_at=row["received_at"],
        valid_until=row["valid_until"],
        lines=row["line_count"] or 0,
        needs_second=row["needs_second"],
        prescriber=names.get(row["prescriber_id"], ""),
    )
