"""A change of stock of high value, which somebody else confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import PersonDay, demand_approval, within_limit
from theriac.core.approval.models import Approval
from theriac.core.approval.queries import limit_of
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import APPROVE_CHANGE, SEE_COSTS
from theriac.domains.stock.queries.batches.by_place import was_batch_at
from theriac.domains.stock.queries.valuation import worth_of_changes
from theriac.domains.stock.rules.correction import BatchLabel

CHANGE = declare_action(
    ApprovalAction(
        code="stock.change",
        title=_("Stock changed above a value"),
        explanation=_(
            "The value change of one person’s adjustments, write-offs and reversals in a "
            "day. Based on batch cost, or list price if no cost is known."
        ),
        approver=APPROVE_CHANGE,
        measure=Measure.MONEY,
        subject="batch_id",
        is_at=was_batch_at,
    )
)

CORRECTION = declare_action(
    ApprovalAction(
        code="stock.batch",
        title=_("Change of a batch’s expiry or number"),
        explanation=_(
            "Applies when the expiry is moved later, or when saved details of a supplied, "
            "sold or expired batch change. Filling in missing details needs no approval."
        ),
        approver=APPROVE_CHANGE,
        measure=Measure.ALWAYS,
        subject="batch_id",
        is_at=was_batch_at,
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
    change: ValuedChange, branch_id: UUID, actor: Actor, approval_id: UUID | None
) -> Mapping[str, Any]:
    """Use the approval up that this change needs; facts for its record, {} where none is needed.

    The content tells its value to an actor who may see costs, and else None.
    Raises ApprovalNeeded, ApprovalUnfit.
    """
    limit = limit_of(CHANGE, branch_id, roles=lambda: roles_held(actor.id, branch_id))
    if limit is None:
        return {}
    units = abs(change.after - change.before)
    batch = Batch.objects.only("product_id", "cost_amount", "cost_units").get(id=change.batch_id)
    value = worth_of_changes(branch_id, [(batch, units)])
    whose = PersonDay(actor.id, branch_date(branch_id))
    if within_limit(CHANGE, branch_id, whose=whose, value=value, limit=limit):
        return {}
    content = {
        "kind": str(change.kind),
        "batch_id": str(change.batch_id),
        "before": change.before,
        "after": change.after,
        "value": value if actor.may(SEE_COSTS, branch_id) else None,
    }
    approval = demand_approval(
        CHANGE,
        branch_id=branch_id,
        content=content,
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return {"approval_id": approval.id, "approved_by": approval.approved_by}


def demand_for_correction(
    batch_id: UUID,
    labels: tuple[BatchLabel, BatchLabel],
    branch_id: UUID,
    asked: tuple[UUID, UUID | None],
) -> Approval:
    """Use the approval up that a correction needs; ``labels`` are before and after.

    ``asked``: who corrects, and the approval given. Raises ApprovalNeeded, ApprovalUnfit.
    """
    before, after = labels
    requested_by, approval_id = asked
    return demand_approval(
        CORRECTION,
        branch_id=branch_id,
        content={
            "batch_id": str(batch_id),
            "number": [before.number, after.number],
            "expires_on": [_day(before.expires_on), _day(after.expires_on)],
        },
        requested_by=requested_by,
        approval_id=approval_id,
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
