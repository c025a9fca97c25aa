"""A change of stock of high value, which somebody else confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.actions import Action, Measure, declare_action
from theriac.core.approval.demanding import demand_approval
from theriac.core.approval.queries import limit_of
from theriac.core.money import divide_half_up
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import APPROVE_CHANGE, POST_COUNT

CHANGE = declare_action(
    Action(
        code="stock.change",
        title=_("Stock changed above a value"),
        explanation=_(
            "What an adjustment or write-off changes, at the batch's cost. A batch without a cost "
            "is never asked about."
        ),
        approver=APPROVE_CHANGE,
        measure=Measure.MONEY,
    )
)

COUNT = declare_action(
    Action(
        code="stock.count",
        title=_("Count posted above a value"),
        explanation=_(
            "What a count changes, over and short together, at the batches' costs. A batch "
            "without a cost counts as nothing."
        ),
        approver=POST_COUNT,
        measure=Measure.MONEY,
    )
)


@dataclass(frozen=True, slots=True)
class ValuedChange:
    """What the book says of a batch before and after, in base units."""

    kind: str
    batch_id: UUID
    before: int
    after: int


def demand_for_change(
    change: ValuedChange, branch_id: UUID, requested_by: UUID, approval_id: UUID | None
) -> Mapping[str, Any]:
    """Use the approval up that this change needs; facts for its record, {} where none is needed.

    Raises ApprovalNeeded, ApprovalUnfit.
    """
    limit = limit_of(CHANGE, branch_id, roles=lambda: roles_held(requested_by, branch_id))
    if limit is None:
        return {}
    value = value_of(change)
    if value is None or value <= limit:
        return {}
    content = {
        "kind": str(change.kind),
        "batch_id": str(change.batch_id),
        "before": change.before,
        "after": change.after,
        "value": value,
    }
    approval = demand_approval(
        CHANGE,
        branch_id=branch_id,
        content=content,
        requested_by=requested_by,
        approval_id=approval_id,
    )
    return {"approval_id": approval.id, "approved_by": approval.approved_by}


def value_of(change: ValuedChange) -> int | None:
    """What the change is worth at cost, minor units, halves up; None where no cost is known."""
    batch = Batch.objects.only("cost_amount", "cost_units").get(id=change.batch_id)
    if batch.cost_amount is None:
        return None
    units = abs(change.after - change.before)
    return divide_half_up(units * batch.cost_amount, batch.cost_units)


def demand_for_count(
    count_id: UUID, value: int, content_hash: str, asked: tuple[UUID, UUID, UUID | None]
) -> Mapping[str, Any]:
    """Use the approval up that posting a count needs; facts for its record, {} where none is.

    ``asked``: the branch, who posts, and the approval given. Raises ApprovalNeeded, ApprovalUnfit.
    """
    branch_id, requested_by, approval_id = asked
    limit = limit_of(COUNT, branch_id, roles=lambda: roles_held(requested_by, branch_id))
    if limit is None or value <= limit:
        return {}
    approval = demand_approval(
        COUNT,
        branch_id=branch_id,
        content={"count_id": str(count_id), "value": value, "lines": content_hash},
        requested_by=requested_by,
        approval_id=approval_id,
    )
    return {"approval_id": approval.id, "approved_by": approval.approved_by}
