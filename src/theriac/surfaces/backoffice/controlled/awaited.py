"""What of controlled medicines waits for somebody at a branch, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.controlled.permissions import COUNT_CONTROLLED, SETTLE_COUNT, VIEW_REGISTERS
from theriac.domains.controlled.queries.counts import list_cases, list_to_count
from theriac.surfaces.backoffice.templatetags import theriac as shown


def controlled_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Products that nobody counted today, and open differences, of what the person may do."""
    found: dict[str, Any] = {}
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
    if actor.may(COUNT_CONTROLLED, branch_id):
        found["uncounted"] = list_to_count(**here, on=shown.today())
    if actor.may(SETTLE_COUNT, branch_id) and actor.may(VIEW_REGISTERS, branch_id):
        found["differing"] = list_cases(**here).filter(state="open")
    return found
