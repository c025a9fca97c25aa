"""Batches that are on the shelf and can't be sold until their expiry is entered."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, Sort
from theriac.core.query import query
from theriac.domains.stock.models import Balance, Place
from theriac.domains.stock.permissions import VIEW_STOCK

LACKING_EXPIRY: Listing[Balance] = Listing(
    name="stock.lacking_expiry",
    sorts={"received_on": Sort(("batch__received_on",)), "product_id": Sort(("product_id",))},
    default_sort="product_id",
    filters={
        "product_id": lambda rows, product_id: rows.filter(product_id=product_id),
        "without_number": lambda rows, yes: rows.filter(batch__number="") if yes else rows,
    },
)
"""What may be asked of the list."""


@query(permission=VIEW_STOCK)
def list_batches_lacking_expiry(*, actor: Actor, branch_id: UUID) -> QuerySet[Balance]:
    """The branch's balances of batches without expiry, with their batch and place, in no order."""
    return (
        Balance.objects.filter(
            branch_id=branch_id,
            quantity__gt=0,
            batch__expires_on=None,
            place__kind=Place.Kind.SHELF,
        )
        .select_related("batch", "place")
        .order_by()
    )
