"""The queue as screens, counters and programs read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.queue_tickets.models import QueueTicket
from theriac.domains.sales.permissions import VIEW_SALES

QUEUE_TICKETS: Listing[QueueTicket] = Listing(
    name="queue_tickets.tickets",
    sorts={"issued_at": SortFields(("issued_at",))},
    default_sort="-issued_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "kind": lambda rows, value: rows.filter(kind=value),
        "day": lambda rows, value: rows.filter(day=value),
    },
)
SHOWN = 8


@dataclass(frozen=True, slots=True)
class CalledTicket:
    """A number that is called, at which counter; ``calls`` tells a call from the one before."""

    id: UUID
    number: str
    counter: str
    called_at: datetime
    calls: int
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class WaitingTicket:
    """A number that waits."""

    id: UUID
    number: str
    kind: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """Who waits, longest first; who is called, latest first; the mean wait today in seconds."""

    waiting: Sequence[WaitingTicket]
    called: Sequence[CalledTicket]
    average_wait: int | None


def queue_at(branch_id: UUID, terminal_id: UUID | None = None) -> Queue:
    """The branch's queue today; numbers alone, which anybody in the shop may read. Two reads."""
    rows = list(
        QueueTicket.objects.filter(branch_id=branch_id, day=branch_date(branch_id)).order_by(
            "issued_at", "id"
        )
    )
    names = {UUID(str(one.id)): one.name for one in list_terminals()}
    waiting = [
        WaitingTicket(row.id, row.number, row.kind, row.issued_at)
        for row in rows
        if row.state == QueueTicket.State.WAITING
    ]
    called = [
        CalledTicket(
            id=row.id,
            number=row.number,
            counter=names.get(row.called_by, "") if row.called_by else "",
            called_at=row.called_at,
            calls=row.calls,
            is_own=terminal_id is not None and row.called_by == terminal_id,
        )
        for row in rows
        if row.state == QueueTicket.State.CALLED and row.called_at
    ]
    called.sort(key=lambda one: one.called_at, reverse=True)
    return Queue(waiting, called[:SHOWN], average_wait(rows))


def average_wait(rows: Sequence[QueueTicket]) -> int | None:
    """The mean of whole seconds from issue to call; None where nobody was called."""
    waits = [int((row.called_at - row.issued_at).total_seconds()) for row in rows if row.called_at]
    return sum(waits) // len(waits) if waits else None


@query(permission=VIEW_SALES)
def list_tickets(*, actor: Actor, branch_id: UUID) -> QuerySet[QueueTicket]:
    """The branch's tickets of all days, in no order."""
    return QueueTicket.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_SALES)
def find_ticket(*, actor: Actor, branch_id: UUID, ticket_id: UUID) -> QueueTicket | None:
    """One of the branch; None for any other."""
    return QueueTicket.objects.filter(branch_id=branch_id, id=ticket_id).first()


@query(permission=VIEW_SALES)
def queue_seen(*, actor: Actor, branch_id: UUID) -> Queue:
    """The queue of a branch for who may see its sales."""
    return queue_at(branch_id)


@dataclass(frozen=True, slots=True)
class DayOfQueue:
    """How many tickets a day had, and their mean wait in seconds."""

    day: date
    tickets: int
    average_wait: int | None


@query(permission=VIEW_SALES)
def waits_by_day(*, actor: Actor, branch_id: UUID, days: int = 7) -> list[DayOfQueue]:
    """The last days of the branch, today first; one read."""
    today = branch_date(branch_id)
    every = [today - timedelta(days=back) for back in range(days)]
    found: dict[date, list[QueueTicket]] = {day: [] for day in every}
    rows = QueueTicket.objects.filter(branch_id=branch_id, day__gte=every[-1], day__lte=today)
    for row in rows.order_by("issued_at"):
        found[row.day].append(row)
    return [DayOfQueue(day, len(found[day]), average_wait(found[day])) for day in every]


@query(permission=VIEW_SALES)
def own_call(*, actor: Actor, branch_id: UUID) -> QueueTicket | None:
    """Whom this counter or person has called now; None for nobody."""
    caller, day = actor.terminal_id or actor.id, branch_date(branch_id)
    rows = QueueTicket.objects.filter(branch_id=branch_id, day=day, called_by=caller)
    return rows.filter(state=QueueTicket.State.CALLED).first()


def place_of(branch_id: UUID, ticket_id: UUID) -> tuple[str, int]:
    """A ticket's number and how many wait before it; ("", 0) for another branch's.

    Before it are those issued earlier. Nobody is before one that doesn't wait today.
    """
    row = QueueTicket.objects.filter(branch_id=branch_id, id=ticket_id).first()
    if row is None:
        return "", 0
    waits = QueueTicket.State.WAITING
    if row.state != waits or row.day != branch_date(branch_id):
        return row.number, 0
    waiting = QueueTicket.objects.filter(branch_id=branch_id, day=row.day, state=waits)
    same_instant = Q(issued_at=row.issued_at, id__lt=row.id)
    return row.number, waiting.filter(Q(issued_at__lt=row.issued_at) | same_instant).count()
