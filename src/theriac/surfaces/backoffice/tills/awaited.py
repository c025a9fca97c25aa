"""What of a branch's tills waits for somebody, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.tills.permissions import SETTLE_TILL, VIEW_TILLS
from theriac.domains.tills.queries.refunds import refunds_unbooked
from theriac.domains.tills.queries.sessions import waiting_sessions


def tills_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Sessions that aren't settled, and refunds owed for a day, for who may settle."""
    if not (actor.may(VIEW_TILLS, branch_id) and actor.may(SETTLE_TILL, branch_id)):
        return {}
    return {
        "tills": waiting_sessions(actor=actor, branch_id=branch_id),
        "refunds": refunds_unbooked(actor=actor, branch_id=branch_id),
    }
