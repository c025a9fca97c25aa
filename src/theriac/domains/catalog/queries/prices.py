"""The dated prices of a product's packs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.models import Price
from theriac.domains.catalog.permissions import VIEW_CATALOG

PRICES: Listing[Price] = Listing(
    name="catalog.prices",
    sorts={"valid_from": SortFields(("valid_from",))},
    default_sort="-valid_from",
    filters={"pack_id": lambda rows, pack_id: rows.filter(pack_id=pack_id)},
)


@query(permission=VIEW_CATALOG)
def list_prices(*, actor: Actor, product_id: UUID) -> QuerySet[Price]:
    """Every dated price of the product: the general ones, and those of branches it may see."""
    prices = Price.objects.filter(pack__product_id=product_id)
    branches = actor.branches_with(VIEW_CATALOG)
    if branches is None:
        return prices
    return prices.filter(Q(branch_id=None) | Q(branch_id__in=sorted(branches)))


@query(permission=VIEW_CATALOG)
def get_price(*, actor: Actor, price_id: UUID) -> Price | None:
    """One dated price."""
    return Price.objects.filter(id=price_id).first()
