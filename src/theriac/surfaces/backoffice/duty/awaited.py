"""Who is on duty at a branch and what its roster plans, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.duty.permissions import VIEW_DUTY
from theriac.domains.duty.queries import lasting_turns, list_shifts


def duty_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Turns that last and shifts that are planned, for who may see them."""
    if not actor.may(VIEW_DUTY, branch_id):
        return {}
    return {
        "on_duty": lasting_turns(branch_id),
        "planned": list_shifts(actor=actor, branch_id=branch_id),
    }
