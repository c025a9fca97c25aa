"""A counter calls who waits longest: each ticket is called by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import in_state
from theriac.core.problems import Problem
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, lock_branch
from theriac.domains.queue_tickets.commands.issue import RECORD
from theriac.domains.queue_tickets.models import QueueTicket
from theriac.domains.queue_tickets.problems import TicketNotCalled, TicketUnknown
from theriac.domains.sales.permissions import SELL

State = QueueTicket.State


@command(
    name="queue_tickets.call_next", done=gettext_lazy("Called a queue ticket"), permission=SELL
)
def call_next(*, actor: Actor, branch_id: BranchId, kind: str = "") -> UUID | None:
    """Call who waits longest, of a kind or of all; None where nobody waits.

    Whom this counter called before is served by it. Calls of a branch wait for one another.
    """
    lock_branch(branch_id)
    caller, day = actor.terminal_id or actor.id, branch_date(branch_id)
    today = QueueTicket.objects.select_for_update().filter(branch_id=branch_id, day=day)
    for before_it in today.filter(state=State.CALLED, called_by=caller).order_by("id"):
        _end(before_it, State.SERVED)
    rows = today.filter(state=State.WAITING)
    rows = rows.filter(kind=kind) if kind else rows
    row = rows.order_by("issued_at", "id").first()
    if row is None:
        return None
    before = _told(row)
    row.state, row.calls = State.CALLED, 1
    row.called_at, row.called_by = clock.now(), caller
    _keep(row, before)
    return UUID(str(row.id))


@command(
    name="queue_tickets.call_again",
    done=gettext_lazy("Called a queue ticket again"),
    permission=SELL,
)
def call_again(*, actor: Actor, branch_id: BranchId, ticket_id: UUID) -> None:
    """Call it once more. Raises TicketUnknown, TicketNotCalled."""
    row = _called(branch_id, ticket_id)
    before = _told(row)
    row.calls += 1
    _keep(row, before)


@command(
    name="queue_tickets.end_ticket", done=gettext_lazy("Finished a queue ticket"), permission=SELL
)
def end_ticket(*, actor: Actor, branch_id: BranchId, ticket_id: UUID, served: bool = True) -> None:
    """Say that who was called is served, or didn't come. Raises TicketUnknown, TicketNotCalled."""
    _end(_called(branch_id, ticket_id), State.SERVED if served else State.MISSED)


def _called(branch_id: UUID, ticket_id: UUID) -> QueueTicket:
    rows = QueueTicket.objects.select_for_update().filter(
        id=ticket_id, branch_id=branch_id, day=branch_date(branch_id)
    )
    row = rows.first()
    if row is None:
        raise TicketUnknown(_("This ticket doesn’t exist at this branch today."))
    in_state(row, State.CALLED, otherwise=_not_called)
    return row


def _not_called(state: str) -> Problem:
    words = {
        State.WAITING: _("This ticket is still waiting. Call it first."),
        State.SERVED: _("This ticket was already served."),
        State.MISSED: _("This ticket was closed as a no-show."),
    }
    return TicketNotCalled(words[State(state)], state=state)


def _end(row: QueueTicket, state: str) -> None:
    before = _told(row)
    row.state, row.ended_at = state, clock.now()
    _keep(row, before)


def _told(row: QueueTicket) -> dict[str, Any]:
    return {"state": row.state, "calls": row.calls}


def _keep(row: QueueTicket, before: dict[str, Any]) -> None:
    row.save(update_fields=["state", "calls", "called_at", "called_by", "ended_at"])
    facts = {"number": row.number, "before": before, "after": _told(row)}
    current_unit().record(RECORD, row.id, facts=facts, branch_id=row.branch_id)
