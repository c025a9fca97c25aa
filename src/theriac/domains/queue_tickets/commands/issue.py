"""A ticket is taken: the next number of its kind today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended, take_next
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.queue_tickets.models import MOST_A_DAY, QueueRun, QueueTicket
from theriac.domains.queue_tickets.problems import QueueFull, TicketUnfit, TicketUnknown
from theriac.domains.sales.permissions import SELL

RECORD = "queue_tickets.ticket"


@command(
    name="queue_tickets.issue_ticket", done=gettext_lazy("Issued a queue ticket"), permission=SELL
)
def issue_ticket(
    *, actor: Actor, branch_id: BranchId, kind: str, ticket_id: UUID | None = None
) -> UUID:
    """Take the next number; asked again with the same ``ticket_id``, it is the same ticket.

    Raises TicketUnfit for an unknown kind, QueueFull after the day's last number, TicketUnknown
    for another branch's id.
    """
    return _issued(branch_id, kind, ticket_id)


@command(name="queue_tickets.take_ticket", done=gettext_lazy("A ticket was taken at a kiosk"))
def take_ticket(*, actor: Actor, branch_id: BranchId, kind: str, ticket_id: UUID) -> UUID:
    """The same by a paired device, at which the customer presses; it has its branch alone."""
    return _issued(branch_id, kind, ticket_id)


def _issued(branch_id: UUID, kind: str, ticket_id: UUID | None) -> UUID:
    if kind not in QueueTicket.Kind.values:
        raise TicketUnfit(_("Choose from the list."), field="kind")
    known = QueueTicket.objects.filter(id=ticket_id).first() if ticket_id else None
    if known is not None:
        if known.branch_id != branch_id:
            raise TicketUnknown(_("This ticket doesn’t exist at this branch today."))
        return UUID(str(known.id))
    day = branch_date(branch_id)
    run = _run(branch_id, kind, day)
    if run.last_number >= MOST_A_DAY:
        raise QueueFull(_("All tickets of today were issued. Call customers by voice."))
    sequence = take_next(QueueRun, "last_number", run.id)
    if sequence is None:
        raise AssertionError("the run was just locked")
    row = QueueTicket(
        id=ticket_id or current_unit().effect_id,
        branch_id=branch_id,
        day=day,
        kind=kind,
        sequence=sequence,
        issued_at=clock.now(),
    )
    if not insert_if_absent(QueueTicket, row):
        raise Contended("the same ticket was asked for twice at once")
    current_unit().record(RECORD, row.id, facts={"number": row.number}, branch_id=branch_id)
    return UUID(str(row.id))


def _run(branch_id: UUID, kind: str, day: date) -> QueueRun:
    """The run, locked, so that its limit holds; made at first need."""
    rows = QueueRun.objects.filter(branch_id=branch_id, kind=kind, day=day)
    found = rows.select_for_update().first()
    if found is None:
        insert_if_absent(QueueRun, QueueRun(id=new_id(), branch_id=branch_id, kind=kind, day=day))
        found = rows.select_for_update().first()
    if found is None:
        raise Contended("the run was just made by another")
    return found
