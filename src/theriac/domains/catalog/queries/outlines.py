"""Every product in a few facts, for sums over all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from theriac.core.database.among import Among
from theriac.domains.catalog.models import Pack, Product
from theriac.domains.catalog.rules import RECEIVED


@dataclass(frozen=True, slots=True)
class ProductOutline:
    """A product by name; ``merged_into`` stands for it, ``ved`` as ``models.Product`` has it.

    ``is_bought``: goods of it may be received.
    """

    name: str
    is_bought: bool
    merged_into: UUID | None
    ved: str


def product_outlines() -> dict[UUID, ProductOutline]:
    """The whole catalogue by id, in one statement; nothing is asked of who reads it."""
    rows = Product.objects.order_by().values_list(
        "id", "name", "status", "merged_into_id", "ved", "is_service"
    )
    return {
        key: ProductOutline(name, status in RECEIVED and not serves, merged_into, ved)
        for key, name, status, merged_into, ved, serves in rows
    }


def substances_of(product_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Legal class and what a product is made of, as far as its texts say, by id."""
    rows = Product.objects.filter(id__in=list(product_ids)).order_by()
    names = rows.values_list("id", "legal_class", "generic_name", "substance", "name")
    return {key: (legal, " ".join(texts)) for key, legal, *texts in names}


def pack_sizes(product_ids: Collection[UUID]) -> Mapping[UUID, Collection[int]]:
    """The base units of each pack of these products, in one statement."""
    rows = Pack.objects.filter(Among("product_id", product_ids)).order_by()
    found: dict[UUID, list[int]] = defaultdict(list)
    for product_id, factor in rows.values_list("product_id", "factor"):
        found[product_id].append(factor)
    return found
