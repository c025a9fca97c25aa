"""What the demo's customers brought back: of their newest purchases, approved where it must be."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.core.approval.problems import ApprovalNeeded
from theriac.core.facts.records import given
from theriac.domains.customer_returns.commands.return_goods import return_goods
from theriac.domains.customer_returns.drafts import Condition, CustomerReturnNew, GoodsReturned
from theriac.domains.customer_returns.problems import NotReturnable
from theriac.domains.customer_returns.queries.returnable import (
    returnable,
)
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.queries.sales import list_sales

NEWEST = 40
CONDITIONS: tuple[tuple[Condition, str], ...] = (
    ("sealed", "unwanted"),
    ("opened", "not_tolerated"),
    ("damaged", "damaged"),
)
"""How each pack came back, and why."""


def add_customer_returns(
    people: tuple[Actor, Actor], branch_id: BranchId, end: datetime, reason: str
) -> int:
    """Return a unit of some of the branch's newest sales; how many. ``people``: who, who approves.

    ``reason`` is the approver's, in the country's language.
    """
    asker, approver = people
    waiting = list(CONDITIONS)
    with clock.at(end):
        sales = list_sales(actor=asker, branch_id=branch_id).order_by("-recorded_at", "-id")
        for sale_id in sales.values_list("id", flat=True)[:NEWEST]:
            draft = _draft(asker, branch_id, sale_id, *waiting[0])
            if draft is not None and _returned(asker, approver, branch_id, draft, reason):
                waiting.pop(0)
            if not waiting:
                break
    return len(CONDITIONS) - len(waiting)


def _draft(
    asker: Actor, branch_id: BranchId, sale_id: UUID, condition: Condition, why: str
) -> CustomerReturnNew | None:
    """The first of the sale's goods that can still come back; None where there are none."""
    left = returnable(actor=asker, branch_id=branch_id, sale_id=sale_id)
    line = next((one for one in left.lines if one.left and one.batches), None)
    if line is None:
        return None
    goods = given(GoodsReturned, sale_line_id=line.line.line_id, quantity=1, condition=condition)
    return given(CustomerReturnNew, sale_id=sale_id, reason=why, lines=[goods])


def _returned(
    asker: Actor, approver: Actor, branch_id: BranchId, draft: CustomerReturnNew, reason: str
) -> bool:
    """Whether it was taken back; a registered medicine isn't."""
    try:
        return_goods(actor=asker, branch_id=branch_id, draft=draft)
    except NotReturnable:
        return False
    except ApprovalNeeded as needed:
        asked = ApprovalAsked(
            action=needed.facts["action"],
            content=needed.facts["content"],
            requested_by=asker.id,
            reason=reason,
        )
        yes = give_approval(
            actor=approver, branch_id=branch_id, asked=asked, means=Approval.Means.PIN
        )
        return_goods(actor=asker, branch_id=branch_id, draft=draft, approval_id=yes.id)
    return True
