"""What of credit accounts waits for somebody, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.credit.permissions import MANAGE_CREDIT, VIEW_CREDIT
from theriac.domains.credit.queries.overdue import overdue_accounts
from theriac.surfaces.backoffice.templatetags import theriac as shown


def credit_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Accounts past due, for who may remind or block."""
    if not (actor.may(VIEW_CREDIT, branch_id) and actor.may(MANAGE_CREDIT, branch_id)):
        return {}
    return {"past_due": overdue_accounts(actor=actor, branch_id=branch_id, on=shown.today())}
