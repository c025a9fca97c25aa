"""The demo's queue of its last hour: some were served, one stands at a counter, some wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.queue_tickets.commands.call import call_next
from theriac.domains.queue_tickets.commands.issue import issue_ticket

TICKETS: Sequence[tuple[int, str]] = (
    (41, "general"),
    (34, "prescription"),
    (22, "general"),
    (9, "pickup"),
    (6, "general"),
    (2, "prescription"),
)
"""Minutes ago, and what for."""
CALLS = (35, 26, 16)
"""Minutes ago; whom the counter called before is served by it."""


def add_queue(person: Actor, branch_id: BranchId, terminal_id: TerminalId, end: datetime) -> int:
    """Issue the tickets and call some of them to one counter; how many were issued.

    A branch's queue begins anew at its midnight: right after it those before are another day's.
    """
    caller = replace(person, terminal_id=terminal_id)
    acts = sorted([*((ago, kind) for ago, kind in TICKETS), *((ago, "") for ago in CALLS)])
    for ago, kind in reversed(acts):
        with clock.at(end - timedelta(minutes=ago)):
            if kind:
                issue_ticket(actor=person, branch_id=branch_id, kind=kind)
            else:
                call_next(actor=caller, branch_id=branch_id)
    return len(TICKETS)
