"""A second person's yes, for tests of commands that demand one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from tests.support.shop import Shop, add_staff
from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.approval.requests import leave_request

Done = TypeVar("Done")


def by_two(
    approver: Actor, asker: Actor, act: Callable[[UUID | None], Done], reason: str = "seen"
) -> Done:
    """What the asker does once the approver said yes to it; it must be refused without."""
    try:
        act(None)
    except ApprovalNeeded as needed:
        return act(said_yes(approver, needed, asker, reason))
    raise AssertionError("nobody was asked")


def said_yes(approver: Actor, needed: ApprovalNeeded, asker: Actor, reason: str = "seen") -> UUID:
    """The id of the approver's yes, known by PIN, to exactly what was refused."""
    given = give_approval(
        actor=approver,
        branch_id=needed.facts["branch_id"],
        asked=ApprovalAsked(
            action=needed.facts["action"],
            content=needed.facts["content"],
            requested_by=asker.id,
            reason=reason,
        ),
        means=Approval.Means.PIN,
    )
    return given.id


def a_request(shop: Shop, batch_id: UUID, asker: str = "asker") -> UUID:
    """What a restocker left waiting for somebody's yes: a write-off; the request's id."""
    content = {
        "kind": "write_off",
        "batch_id": str(batch_id),
        "before": 4,
        "after": 1,
        "value": 1200,
    }
    return leave_request(
        actor=add_staff("restocker", shop.branch_id, asker),
        branch_id=shop.branch_id,
        action="stock.change",
        content=content,
        reason="the shelf fell",
    )
