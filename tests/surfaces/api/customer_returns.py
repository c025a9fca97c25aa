"""Requests about customers' returns: a sale of which a part came back, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.support.customer_returns import a_return, give_back, returned, sold
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.surfaces.api.pieces import Asked
from theriac.core.approval.grant import ApprovalAsked, give_approval
from theriac.core.approval.models import Approval
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_person
from theriac.domains.stock.models import Batch

APPROVER = "approves returns"
YES = "{yes}"
"""In place of an approval: one is given to whoever sends the request."""


def customer_returns_asked(shop: Shop) -> dict[str, Asked]:
    """Reads and writes by operation."""
    medicine = add_medicine(shop, "Loratadine 10 mg tablet")
    batch = stock_up(shop, medicine, 60, batch_number="RET-1")
    sale = sold(shop, [(medicine.id, 40)])
    line = str(sale.lines[0].id)
    note = give_back(shop, a_return(sale, returned(sale.lines[0].id, 1)))

    def goods(units: int) -> dict[str, Any]:
        lines = [{"sale_line_id": line, "quantity": units, "batch_id": str(batch)}]
        return {"sale_id": str(sale.sale.id), "reason": "unwanted", "lines": lines}

    bare = {
        "reason": "unwanted",
        "lines": [{"batch_id": str(batch), "quantity": 1, "amount": 100}],
    }
    add_staff("manager", shop.branch_id, APPROVER)
    new = {"lines": [{"product_id": str(medicine.id), "quantity": 2}]}
    return {
        "listCustomerReturns": Asked("GET", "/customer-returns?reason=unwanted", writes=False),
        "getCustomerReturn": Asked("GET", f"/customer-returns/{note.id}", writes=False),
        "getCreditNoteDocument": Asked(
            "GET", f"/customer-returns/{note.id}/document?paper=80", writes=False
        ),
        "issueCreditNoteDocument": Asked("POST", f"/customer-returns/{note.id}/document"),
        "getReturnable": Asked("GET", f"/sales/{sale.sale.id}/returnable", writes=False),
        "previewReturn": Asked("POST", "/customer-returns/preview", goods(1), writes=False),
        "returnGoods": Asked("POST", "/customer-returns", {"goods": goods(1)}),
        "returnUnreceipted": Asked(
            "POST", "/customer-returns/unreceipted", {"goods": bare, "approval_id": YES}
        ),
        "exchangeGoods": Asked(
            "POST", "/customer-returns/exchanges", {"goods": goods(2), "sale": new}
        ),
    }


def yes_to(goods: Mapping[str, Any], requested_by: UUID) -> str:
    """A manager's yes to these goods without their receipt, whoever asks."""
    manager = User.objects.get_by_natural_key(APPROVER)
    approver = actor_of_person(manager.id)
    assert approver is not None
    assert approver.branch_id is not None
    lines = [
        {
            "product_id": str(Batch.objects.get(id=one["batch_id"]).product_id),
            "batch_id": one["batch_id"],
            "quantity": one["quantity"],
            "goes": "quarantine",
            "amount": one["amount"],
        }
        for one in goods["lines"]
    ]
    total = sum(one["amount"] for one in lines)
    content = {
        "lines": lines,
        "total": total,
        "refunds": [{"method": "cash", "amount": total}],
    }
    asked = ApprovalAsked(
        action="customer_returns.unreceipted",
        content=content,
        requested_by=requested_by,
        reason="seen",
    )
    given = give_approval(
        actor=approver, branch_id=approver.branch_id, asked=asked, means=Approval.Means.PIN
    )
    return str(given.id)
