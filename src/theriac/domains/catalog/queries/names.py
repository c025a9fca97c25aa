"""Names of products and packs by id, for surfaces that put a name beside what refers to it.

No permission is asked: whoever may see a sale or a movement may read what it names.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from theriac.domains.catalog.models import Pack, Product


def product_names(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by product id; unknown ids are left out."""
    return dict(Product.objects.filter(id__in=set(product_ids)).values_list("id", "name"))


def makers_of(product_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The manufacturers' names by product id; "" for a product without one."""
    rows = Product.objects.filter(id__in=set(product_ids))
    return {key: name or "" for key, name in rows.values_list("id", "manufacturer__name")}


def pack_names(pack_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by pack id; unknown ids are left out."""
    return dict(Pack.objects.filter(id__in=set(pack_ids)).values_list("id", "name"))
