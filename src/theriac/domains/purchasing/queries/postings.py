"""What was posted of deliveries and returns, as the books have it: documents, and their lines."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.query import branches_seen, query
from theriac.domains.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    ReceiptPosting,
    SupplierReturn,
    SupplierReturnLine,
    SupplierReturnPosting,
)
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS, VIEW_RETURNS


@query(permission=VIEW_RECEIPTS)
def receipt_postings(*, actor: Actor) -> QuerySet[ReceiptPosting]:
    """Deliveries posted and reversed where the actor may see them, in no order."""
    rows = ReceiptPosting.objects.filter(**branches_seen(actor, VIEW_RECEIPTS))
    return rows.select_related("receipt").order_by()


@query(permission=VIEW_RECEIPTS)
def posted_receipt_lines(*, actor: Actor, receipt_id: UUID) -> QuerySet[GoodsReceiptLine]:
    """The lines of a delivery at a branch that the actor may see, in no order."""
    seen = GoodsReceipt.objects.filter(id=receipt_id, **branches_seen(actor, VIEW_RECEIPTS))
    return GoodsReceiptLine.objects.filter(receipt__in=seen).order_by()


@query(permission=VIEW_RETURNS)
def return_postings(*, actor: Actor) -> QuerySet[SupplierReturnPosting]:
    """Returns sent and taken back where the actor may see them, in no order."""
    rows = SupplierReturnPosting.objects.filter(**branches_seen(actor, VIEW_RETURNS))
    return rows.select_related("supplier_return").order_by()


@query(permission=VIEW_RETURNS)
def posted_return_lines(*, actor: Actor, return_id: UUID) -> QuerySet[SupplierReturnLine]:
    """The lines of a return at a branch that the actor may see, with their batch, in no order."""
    seen = SupplierReturn.objects.filter(id=return_id, **branches_seen(actor, VIEW_RETURNS))
    rows = SupplierReturnLine.objects.filter(supplier_return__in=seen)
    return rows.select_related("batch").order_by()
