"""The queue at a counter, at a kiosk and on a screen: numbers only, for a paired device."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from theriac.core.facts.types import Id
from theriac.domains.queue_tickets.commands.call import call_again, call_next, end_ticket
from theriac.domains.queue_tickets.commands.issue import take_ticket
from theriac.domains.queue_tickets.queries import place_of, queue_at
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import PairedDevice, paired_device
from theriac.surfaces.counter.tokens import person_of

Kind = Literal["general", "prescription", "pickup"]


class TicketIn(BaseModel):
    """Which kind; ``id`` is the device's, so that one press is one ticket."""

    id: Id
    kind: Kind


class CallIn(BaseModel):
    """Who calls: the next of a kind or of all, one again, or one that is done."""

    token: str = Field("", max_length=500)
    act: Literal["next", "again", "served", "missed"]
    kind: Kind | None = None
    ticket_id: Id | None = None


class WaitingTicketOut(BaseModel):
    """A number that waits."""

    number: str
    kind: str
    issued_at: datetime


class CalledTicketOut(BaseModel):
    """A number that is called, and where."""

    id: UUID
    number: str
    counter: str
    called_at: datetime
    calls: int
    is_own: bool


class QueueOut(BaseModel):
    """The branch's queue today; ``average_wait`` in seconds."""

    waiting: list[WaitingTicketOut]
    called: list[CalledTicketOut]
    average_wait: int | None


class IssuedOut(BaseModel):
    """The ticket's number, and how many wait before it."""

    number: str
    before: int


@endpoint("POST")
def queue(request: HttpRequest) -> HttpResponse:
    """Who waits and who is called; nobody's name."""
    return answer_with(_told(paired_device(request)))


@endpoint("POST")
def issue(request: HttpRequest) -> HttpResponse:
    """A ticket, for whoever stands at the device."""
    device = paired_device(request)
    asked = read_body(request, TicketIn)
    branch_id = device.point.branch_id
    take_ticket(actor=device.actor, branch_id=branch_id, kind=asked.kind, ticket_id=asked.id)
    number, before = place_of(branch_id, asked.id)
    return answer_with(IssuedOut(number=number, before=before))


@endpoint("POST")
def call(request: HttpRequest) -> HttpResponse:
    """The next ticket, the same once more, or its end; the queue as it is then."""
    device = paired_device(request)
    asked = read_body(request, CallIn)
    at: dict[str, Any] = {
        "actor": person_of(device, asked.token),
        "branch_id": device.point.branch_id,
    }
    ticket_id = asked.ticket_id or UUID(int=0)
    if asked.act == "next":
        call_next(**at, kind=asked.kind or "")
    elif asked.act == "again":
        call_again(**at, ticket_id=ticket_id)
    else:
        end_ticket(**at, ticket_id=ticket_id, served=asked.act == "served")
    return answer_with(_told(device))


def _told(device: PairedDevice) -> QueueOut:
    return QueueOut.model_validate(
        queue_at(device.point.branch_id, device.point.terminal_id), from_attributes=True
    )
