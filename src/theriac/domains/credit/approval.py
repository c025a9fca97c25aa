"""A sale above an account's limit: what is approved of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.domains.credit.permissions import APPROVE_OVER_LIMIT

OVER_LIMIT = declare_action(
    ApprovalAction(
        code="credit.over_limit",
        title=_("Sale above a credit limit"),
        explanation=_("For a customer who then owes more than was agreed."),
        approver=APPROVE_OVER_LIMIT,
        measure=Measure.ALWAYS,
    )
)


def content_of_charge(account_id: UUID, amount: int, limit: int) -> dict[str, Any]:
    """Exactly what is approved: so much more on this account, although its limit is this."""
    return {"account_id": str(account_id), "amount": amount, "limit": limit}
