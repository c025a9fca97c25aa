"""What of refills waits for somebody at a branch, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.refills.permissions import KEEP_REFILLS, VIEW_REFILLS
from theriac.domains.refills.queries.plans import reminders_late, reminders_to_tell


def refills_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Patients to remind, and those who are late, for who works with them."""
    if not (actor.may(KEEP_REFILLS, branch_id) and actor.may(VIEW_REFILLS, branch_id)):
        return {}
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
    return {
        "to_remind": reminders_to_tell(**here),
        "late_refills": reminders_late(**here),
    }
