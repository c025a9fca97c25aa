"""The queue: tickets issued, called, ended, read."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.facts.types import Id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.queue_tickets import queries
from theriac.domains.queue_tickets.commands.call import call_again, call_next, end_ticket
from theriac.domains.queue_tickets.commands.issue import issue_ticket
from theriac.domains.queue_tickets.problems import TicketUnknown
from theriac.domains.sales.permissions import SELL, VIEW_SALES
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import operation, writing
from theriac.surfaces.api.idempotency import added, changed
from theriac.surfaces.api.pages import edges, page_of
from theriac.surfaces.api.place import branch_of
from theriac.surfaces.api.schemas.sales.queue_tickets import (
    QueueCall,
    QueueCalled,
    QueueStanding,
    QueueTicket,
    QueueTicketEnd,
    QueueTicketNew,
    QueueTicketPage,
    QueueTicketsWanted,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["sales"])


@router.get(
    "/queue",
    **operation(
        "getQueue", "Read who waits and who is called", answers=QueueStanding, may=[VIEW_SALES]
    ),
)
def queue(request: HttpRequest, here: Query[Here]) -> HttpResponse:
    """Numbers of today, the longest wait first."""
    actor = actor_of(request)
    found = queries.queue_seen(actor=actor, branch_id=branch_of(actor, here.branch_id))
    return respond(
        request,
        QueueStanding(
            waiting=[one.number for one in found.waiting],
            called=[one.number for one in found.called],
            average_wait=found.average_wait,
        ),
    )


@router.get(
    "/queue-tickets",
    **operation(
        "listQueueTickets", "List queue tickets", answers=QueueTicketPage, may=[VIEW_SALES]
    ),
)
def tickets(request: HttpRequest, wanted: Query[QueueTicketsWanted]) -> HttpResponse:
    """A page of the branch's tickets, the latest first."""
    actor = actor_of(request)
    rows = queries.list_tickets(actor=actor, branch_id=branch_of(actor, wanted.branch_id))
    page = page_of(queries.QUEUE_TICKETS, rows, wanted)
    items = [told(QueueTicket, row) for row in page.items]
    return respond(request, QueueTicketPage(items=items, **edges(page)))


@router.post(
    "/queue-tickets",
    **writing(
        "issueQueueTicket", "Issue a queue ticket", answers=QueueTicket, may=[SELL], status=201
    ),
)
def issue(request: HttpRequest, here: Query[Here], body: QueueTicketNew) -> HttpResponse:
    """The next number of its kind today."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return added(
        request,
        lambda: issue_ticket(actor=actor, branch_id=branch_id, kind=body.kind),
        lambda ticket_id: _one(actor, branch_id, ticket_id),
    )


@router.post(
    "/queue-tickets/call",
    **writing(
        "callNextTicket",
        "Call the next ticket",
        answers=QueueCalled,
        may=[SELL],
        detail="Who waits longest; whom the key called before is served by it.",
    ),
)
def call(request: HttpRequest, here: Query[Here], body: QueueCall) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: call_next(actor=actor, branch_id=branch_id, kind=body.kind or ""),
        lambda: _called(actor, branch_id),
    )


@router.post(
    "/queue-tickets/{queue_ticket_id}/call",
    **writing("callTicketAgain", "Call a ticket again", answers=QueueTicket, may=[SELL]),
)
def again(request: HttpRequest, queue_ticket_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: call_again(actor=actor, branch_id=branch_id, ticket_id=queue_ticket_id),
        lambda: _one(actor, branch_id, queue_ticket_id),
    )


@router.post(
    "/queue-tickets/{queue_ticket_id}/end",
    **writing(
        "endTicket", "Say that a ticket was served, or missed", answers=QueueTicket, may=[SELL]
    ),
)
def end(
    request: HttpRequest, queue_ticket_id: Id, here: Query[Here], body: QueueTicketEnd
) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    return changed(
        request,
        lambda: end_ticket(
            actor=actor, branch_id=branch_id, ticket_id=queue_ticket_id, served=body.served
        ),
        lambda: _one(actor, branch_id, queue_ticket_id),
    )


def _called(actor: Actor, branch_id: BranchId) -> QueueCalled:
    found = queries.own_call(actor=actor, branch_id=branch_id)
    return QueueCalled(ticket=told(QueueTicket, found) if found else None)


def _one(actor: Actor, branch_id: UUID, ticket_id: UUID) -> QueueTicket:
    found = queries.find_ticket(actor=actor, branch_id=branch_id, ticket_id=ticket_id)
    if found is None:
        raise TicketUnknown(ticket_id=ticket_id)
    return told(QueueTicket, found)
