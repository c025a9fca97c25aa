"""Findings of device logs that wait for somebody, for Today to count."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.device_logs.queries import unsettled_findings
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES


def logs_waiting(actor: Actor, branch_id: UUID) -> dict[str, Any]:
    """Findings that aren't settled, for who may settle."""
    if not (actor.may(VIEW_SALES, branch_id) and actor.may(SETTLE_CASE, branch_id)):
        return {}
    return {"logs": unsettled_findings(actor=actor, branch_id=branch_id)}
