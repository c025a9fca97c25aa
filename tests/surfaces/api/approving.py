"""Requests about approvals: given at once, and left waiting."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop, add_staff
from tests.surfaces.api.pieces import Asked
from theriac.core.approval.requests import leave_request


def approvals_asked(shop: Shop, product_id: UUID) -> dict[str, Asked]:
    """A yes to a discount, and a request for one; only people ask, and say yes or no."""
    line = {"product_id": str(product_id), "quantity": 3, "gross": 2100, "discount": 500}
    content = {"lines": [line]}
    request_id = leave_request(
        actor=add_staff("cashier", shop.branch_id, "asker"),
        branch_id=shop.branch_id,
        action="sales.discount",
        content=content,
        reason="a regular customer",
    )
    asked = {"action": "sales.discount", "content": content, "reason": "a regular customer"}
    address, why = f"/approval-requests/{request_id}", {"reason": "she is a regular"}
    return {
        "giveApproval": Asked(
            "POST", "/approvals", {**asked, "requested_by": str(shop.owner.id)}, writes=False
        ),
        "listApprovalRequests": Asked("GET", "/approval-requests", writes=False),
        "getApprovalRequest": Asked("GET", address, writes=False),
        "leaveApprovalRequest": Asked("POST", "/approval-requests", asked, writes=False),
        "grantApprovalRequest": Asked("POST", f"{address}/yes", why, writes=False),
        "refuseApprovalRequest": Asked("POST", f"{address}/no", why, writes=False),
    }
