"""Conflicts of every branch that wait, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.conflicts.kinds import KindOfRows, conflict_kinds

WAITS = "conflicts "


def conflicts_waiting(actor: Actor, _branch_id: UUID) -> dict[str, Any]:
    """Each kind that is rows, under WAITS and its name, for who settles it in every branch.

    What is worked out, such as missing numbers, is told by the list alone: it would be read
    through at each look at Today.
    """
    return {
        f"{WAITS}{name}": kind.rows(actor=actor)
        for name, kind in conflict_kinds().items()
        if isinstance(kind, KindOfRows)
        and any(actor.may_everywhere(right) for right in kind.seen_by)
        and actor.may_everywhere(kind.settled_by)
    }
