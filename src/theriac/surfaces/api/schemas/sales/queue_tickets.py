"""The queue: tickets, calls, waits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from theriac.core.facts.types import Day, Flag
from theriac.surfaces.api.schemas.types import Answer, Body, Page, WantedHere

TicketKind = Literal["general", "prescription", "pickup"]
TicketState = Literal["waiting", "called", "served", "missed"]


class QueueTicketsWanted(WantedHere):
    """Filters of the tickets."""

    state: TicketState | None = None
    kind: TicketKind | None = None
    day: Day | None = None


class QueueTicketNew(Body):
    """What somebody waits for."""

    kind: TicketKind = "general"


class QueueCall(Body):
    """Who is called: the next of a kind, or of all."""

    kind: TicketKind | None = None


class QueueTicketEnd(Body):
    """Whether who was called came."""

    served: Flag = True


class QueueTicket(Answer):
    """A ticket; nobody's name. `calls` counts how often it was called."""

    id: UUID
    number: str
    kind: TicketKind
    day: date
    state: TicketState
    issued_at: datetime
    called_at: datetime | None
    calls: int
    ended_at: datetime | None


class QueueTicketPage(Page[QueueTicket]):
    """Tickets, the latest first."""


class QueueCalled(Answer):
    """Who was called; null where nobody waits."""

    ticket: QueueTicket | None


class QueueStanding(Answer):
    """The queue today; `average_wait` in seconds, null before the first call."""

    waiting: list[str]
    called: list[str]
    average_wait: int | None
