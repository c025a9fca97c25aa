"""Pure decisions of the waitlist: the order of a line, how a wait ends, what a ticket may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

ORDER = {"urgent": 0, "normal": 1}
"""Who is urgent comes first; within a priority, who has waited longest."""
ENDED = {"taken": "served", "released": "left", "lapsed": "expired"}
"""How a wait ended, by how its reservation did; one whose goods are gone waits again."""
HOURS = 24
MOST_HOURS = 14 * 24
MOST_UNITS = 1_000_000_000
LONGEST_REASON = 120
_TICKET = re.compile(r"[A-Z0-9-]{1,12}")
MOST_DIGITS = 6
"""So many digits a ticket has at most: a telephone number has more."""


class InLine(Protocol):
    """One who waits."""

    id: UUID
    priority: str
    since: datetime


L = TypeVar("L", bound=InLine)


def in_order(waits: Iterable[L]) -> list[L]:
    """The line: who is served first stands first."""
    return sorted(waits, key=lambda one: (ORDER[one.priority], one.since, one.id))


def ticket_of(text: str) -> str:
    """A ticket's number as it is kept, in capitals; "" for what can't be one."""
    ticket = text.strip().upper()
    digits = sum(sign.isdigit() for sign in ticket)
    return ticket if _TICKET.fullmatch(ticket) and digits <= MOST_DIGITS else ""
