"""Returns that somebody else approves: of another day, above a limit, without a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import (
    PersonDay,
    demand_approval,
    stays_within,
    within_limit,
)
from theriac.core.approval.queries import limit_of
from theriac.domains.accounts.queries.roles import roles_held
from theriac.domains.customer_returns.goods import ReturnedPart
from theriac.domains.customer_returns.permissions import APPROVE_RETURNS
from theriac.domains.customer_returns.refunds import Refund
from theriac.domains.customer_returns.rules import ABOVE_LIMIT, EXCHANGE
from theriac.domains.sales.queries.sold_goods import is_sale

REFUND = declare_action(
    ApprovalAction(
        code="customer_returns.refund",
        title=_("Return from a customer"),
        explanation=_(
            "Total that one person refunds in a day. Returns of another day, and refunds in "
            "another way than they were paid, need an approval each time."
        ),
        approver=APPROVE_RETURNS,
        measure=Measure.MONEY,
        subject="sale_id",
        is_at=lambda _branch_id, sale_id: is_sale(sale_id),
    )
)
UNRECEIPTED = declare_action(
    ApprovalAction(
        code="customer_returns.unreceipted",
        title=_("Return without a receipt"),
        explanation=_("Goods without their receipt are refunded and put into quarantine."),
        approver=APPROVE_RETURNS,
        measure=Measure.ALWAYS,
    )
)


def reasons_of_return(
    why: Sequence[str], refund: Refund, branch_id: UUID, whose: PersonDay, *, counts: bool
) -> list[str]:
    """Why somebody else approves a return by receipt; [] where nobody is asked.

    ``why`` says what of it is unusual. What nobody is asked about counts towards the day's limit,
    where it ``counts``.
    """
    if why:
        return list(why)
    limit = limit_of(REFUND, branch_id, roles=lambda: roles_held(whose.person_id, branch_id))
    if limit is None:
        return []
    money = sum(amount for _method, amount in refund.by_method())
    judge = within_limit if counts else stays_within
    within = judge(REFUND, branch_id, whose=whose, value=money, limit=limit)
    return [] if within else [ABOVE_LIMIT]


def content_of_return(
    reasons: Sequence[str], sale_id: UUID, parts: Sequence[ReturnedPart], refund: Refund
) -> dict[str, Any]:
    """Exactly what is approved of a return by receipt."""
    return {"sale_id": str(sale_id), "why": list(reasons), **content_unreceipted(parts, refund)}


def demand_for_return(
    reasons: Sequence[str],
    parts: Sequence[ReturnedPart],
    refund: Refund,
    asked: tuple[UUID, UUID, Actor, UUID | None],
) -> UUID | None:
    """Use the approval up that ``reasons`` ask for; its id, None where they ask for none.

    ``asked``: branch, sale, who returns, and the approval given. Raises ApprovalNeeded,
    ApprovalUnfit.
    """
    branch_id, sale_id, actor, approval_id = asked
    if not reasons:
        return None
    approval = demand_approval(
        REFUND,
        branch_id=branch_id,
        content=content_of_return(reasons, sale_id, parts, refund),
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return UUID(str(approval.id))


def demand_unreceipted(
    parts: Sequence[ReturnedPart], refund: Refund, asked: tuple[UUID, Actor, UUID | None]
) -> UUID:
    """The same for goods without a receipt, each time. ``asked``: branch, who, the approval."""
    branch_id, actor, approval_id = asked
    approval = demand_approval(
        UNRECEIPTED,
        branch_id=branch_id,
        content=content_unreceipted(parts, refund),
        requested_by=actor.id,
        approval_id=approval_id,
    )
    return UUID(str(approval.id))


def content_unreceipted(parts: Sequence[ReturnedPart], refund: Refund) -> dict[str, Any]:
    """Exactly what is approved: goods, where they go, and the money."""
    return {
        "lines": [
            {
                "product_id": str(one.product_id),
                "batch_id": str(one.batch_id) if one.batch_id else None,
                "quantity": one.quantity,
                "goes": one.goes,
                "amount": one.share.amount,
            }
            for one in parts
        ],
        "total": refund.total,
        "refunds": [
            {"method": one.method, "amount": one.amount}
            for one in refund.parts
            if one.method != EXCHANGE
        ],
    }
