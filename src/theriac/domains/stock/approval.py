"""A change of stock of high value, which somebody else confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_approval
from theriac.core.approval.queries import limit_of
from theriac.core.money import divide_half_up
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import APPROVE_CHANGE

CHANGE = declare_action(
    ApprovalAction(
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
