"""The demo's second person: signs what changes a register of controlled medicines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalNeeded
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.accounts.queries.people import people_of_branch
from theriac.domains.controlled.permissions import WITNESS_CONTROLLED

Done = TypeVar("Done")
WHY = "Counted together"


def with_second(actor: Actor, branch_id: UUID, act: Callable[[], Done]) -> Done:
    """What ``actor`` does, once a colleague of the branch signed it where that is asked."""
    try:
        return act()
    except ApprovalNeeded as needed:
        asked = ApprovalAsked(
            action=needed.facts["action"],
            content=needed.facts["content"],
            requested_by=actor.id,
            reason=WHY,
        )
        ids = people_of_branch(branch_id).values_list("id", flat=True)
        people = sorted(actors_of(ids).values(), key=lambda one: one.name)
        second = next(
            one for one in people if one.id != actor.id and one.may(WITNESS_CONTROLLED, branch_id)
        )
        give_approval(actor=second, branch_id=branch_id, asked=asked, means=Approval.Means.PIN)
        return act()
