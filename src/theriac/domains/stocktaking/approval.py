"""A count of high value, which somebody else confirms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import PersonDay, demand_approval, within_limit
from theriac.core.approval.queries import limit_of
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stocktaking.models import StockCount
from theriac.domains.stocktaking.permissions import POST_COUNT

COUNT = declare_action(
    ApprovalAction(
        code="stock.count",
        title=_("Stock count posted above a value"),
        explanation=_(
            "The value change of all counts that one person posts in a day. Over and short "
            "are added, at batch cost, or at list price if no cost is known."
        ),
        approver=POST_COUNT,
        measure=Measure.MONEY,
        subject="count_id",
        is_at=lambda branch_id, count_id: StockCount.objects.filter(
            id=count_id, branch_id=branch_id
        ).exists(),
    )
)


def demand_for_count(
    count_id: UUID, value: int, content_hash: str, asked: tuple[UUID, Actor, UUID | None]
) -> Mapping[str, Any]:
    """Use the approval up that posting a count needs; facts for its record, {} where none is.

    ``asked``: the branch, who posts, and the approval given. The content tells its value to who
    may see costs, and else None. Raises ApprovalNeeded, ApprovalUnfit.
    """
    branch_id, actor, approval_id = asked
    limit = limit_of(COUNT, branch_id, roles=lambda: roles_held(actor.id, branch_id))
    if limit is None:
        return {}
    whose = PersonDay(actor.id, branch_date(branch_id))
    if within_limit(COUNT, branch_id, whose=whose, value=value, limit=limit):
        return {}
    approval = demand_approval(
        COUNT,
        branch_id=branch_id,
        content={
            "count_id": str(count_id),
            "value": value if actor.may(SEE_COSTS, branch_id) else None,
            "lines": content_hash,
        },
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return {"approval_id": approval.id, "approved_by": approval.approved_by}
