"""What of prescriptions waits for a pharmacist at a branch, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.prescriptions.permissions import REVIEW_PRESCRIPTIONS, VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.board import prescriptions_in


def prescriptions_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Those to review, and those that a prescriber was asked about, for who reviews them."""
    if not (
        actor.may(REVIEW_PRESCRIPTIONS, branch_id) and actor.may(VIEW_PRESCRIPTIONS, branch_id)
    ):
        return {}
    here: dict[str, Any] = {"actor": actor, "branch_id": branch_id}
    return {
        "to_review": prescriptions_in(**here, state="received"),
        "queried": prescriptions_in(**here, state="queried"),
    }
