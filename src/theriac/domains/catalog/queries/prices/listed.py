"""The dated prices of a product's packs, and the one by which products are ordered."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.models import Pack, Price
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


@query(permission=VIEW_CATALOG)
def usual_price_of(*, actor: Actor, at_branch: UUID | None) -> Subquery:
    """The price now that a list shows of the outer product; NULL for one without.

    It is that of the smallest priced pack above the base unit, else the base unit's; of the branch
    before the general one.
    """
    begun = Price.objects.filter(
        Q(branch_id=None) | Q(branch_id=at_branch), pack=OuterRef("pk"), valid_from__lte=clock.now()
    )
    now = begun.order_by(F("branch_id").asc(nulls_last=True), "-valid_from", "-recorded_at", "-id")
    above_base = Case(When(factor__gt=1, then=Value(0)), default=Value(1))
    packs = Pack.objects.filter(product=OuterRef("pk"))
    priced = packs.annotate(price=Subquery(now.values("amount")[:1])).filter(price__isnull=False)
    return Subquery(priced.order_by(above_base, "level", "id").values("price")[:1])
