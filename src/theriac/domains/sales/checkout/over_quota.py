"""A sale without network of more than the counter's quota: what is approved of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.domains.stock.permissions import APPROVE_CHANGE

BEYOND_QUOTA = declare_action(
    ApprovalAction(
        code="sales.beyond_quota",
        title=_("Offline sale above the counter’s quota"),
        explanation=_("For goods that another counter may already have sold."),
        approver=APPROVE_CHANGE,
        measure=Measure.ALWAYS,
    )
)


def content_of_beyond(sale_id: UUID, beyond: Iterable[tuple[UUID, int]]) -> dict[str, Any]:
    """Exactly what is approved: of one basket so many units of each product beyond its quota."""
    return {
        "sale_id": str(sale_id),
        "beyond": [
            {"product_id": str(product_id), "quantity": quantity} for product_id, quantity in beyond
        ],
    }
