"""The tiles of a branch's counters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.catalog.models import Favourite, Product
from theriac.domains.catalog.permissions import VIEW_CATALOG

FAVOURITES: Listing[Favourite] = Listing(
    name="catalog.favourites",
    sorts={"position": SortFields(("position",))},
    default_sort="position",
)


@query(permission=VIEW_CATALOG)
def list_favourites(*, actor: Actor, branch_id: UUID) -> QuerySet[Favourite]:
    """The branch's tiles with pack and product, in no order."""
    rows = Favourite.objects.filter(branch_id=branch_id).select_related("pack__product")
    return rows.order_by()


@query(permission=VIEW_CATALOG)
def get_favourite(*, actor: Actor, branch_id: UUID, pack_id: UUID) -> Favourite | None:
    """The tile of a pack at the branch, or None where it is none."""
    rows = Favourite.objects.filter(branch_id=branch_id, pack_id=pack_id)
    return rows.select_related("pack__product").first()


def pictures_of(product_ids: Sequence[UUID]) -> Mapping[UUID, UUID]:
    """The file of each product's picture; for who reads the tiles, so nothing is asked."""
    rows = Product.objects.filter(id__in=product_ids).values_list("id", "image_id")
    return {product_id: file_id for product_id, file_id in rows if file_id is not None}
