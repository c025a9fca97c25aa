"""Minimum stock as it was set by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.replenishment.models import StockMinimum
from theriac.domains.stock.permissions import VIEW_STOCK

MINIMUMS: Listing[StockMinimum] = Listing(
    name="replenishment.minimums",
    sorts={"product_id": SortFields(("product_id",))},
    default_sort="product_id",
)


@query(permission=VIEW_STOCK)
def list_minimums(*, actor: Actor, branch_id: UUID) -> QuerySet[StockMinimum]:
    """The branch's minimums, in no order."""
    return StockMinimum.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def get_minimum(*, actor: Actor, branch_id: UUID, product_id: UUID) -> StockMinimum | None:
    """The branch's minimum of a product, or None where none was set."""
    return StockMinimum.objects.filter(branch_id=branch_id, product_id=product_id).first()


def every_minimum(branch_id: UUID) -> dict[UUID, int]:
    """The branch's minimums of all products, in base units; nothing is asked of who reads it."""
    rows = StockMinimum.objects.filter(branch_id=branch_id, quantity__gt=0).order_by()
    return dict(rows.values_list("product_id", "quantity"))


def minimums_of(branch_id: UUID, product_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """The branch's minimums by product, in base units; what stock asks of who sets them."""
    rows = StockMinimum.objects.filter(branch_id=branch_id, product_id__in=product_ids)
    return dict(rows.values_list("product_id", "quantity"))
