"""Copies of receipts, as lists and papers tell them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.models import ReceiptCopy, Sale
from theriac.domains.sales.permissions import COPY_RECEIPT, VIEW_SALES

COPIES: Listing[ReceiptCopy] = Listing(
    name="sales.receipt_copies",
    sorts={"number": SortFields(("number",))},
    default_sort="number",
)
"""The copies of one receipt, the first one first."""


@query(permission=VIEW_SALES)
def list_receipt_copies(*, actor: Actor, sale_id: UUID) -> QuerySet[ReceiptCopy]:
    """The copies of a sale of a branch that the actor may see, in no order."""
    seen = {f"sale__{name}": value for name, value in branches_seen(actor, VIEW_SALES).items()}
    return ReceiptCopy.objects.filter(sale_id=sale_id, **seen).order_by()


@query(permission=COPY_RECEIPT)
def branch_to_copy_at(*, actor: Actor, sale_id: UUID) -> BranchId | None:
    """The branch of a sale whose receipt the actor may copy, or None."""
    sales = Sale.objects.filter(id=sale_id, **branches_seen(actor, COPY_RECEIPT))
    found = sales.values_list("branch_id", flat=True).first()
    return None if found is None else BranchId(found)


def copy_again(copy_id: UUID) -> ReceiptCopy:
    """A copy for who took it."""
    return ReceiptCopy.objects.get(id=copy_id)
