"""Every product in a few facts, for sums over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from theriac.domains.catalog.models import Product
from theriac.domains.catalog.rules import RECEIVED


@dataclass(frozen=True, slots=True)
class ProductOutline:
    """A product by name; ``merged_into`` stands for it; ``largest_pack`` is in base units.

    ``is_bought``: goods of it may be received.
    """

    name: str
    is_bought: bool
    merged_into: UUID | None
    largest_pack: int


def product_outlines() -> dict[UUID, ProductOutline]:
    """The whole catalogue by id, in one statement; nothing is asked of who reads it."""
    rows = (
        Product.objects.order_by()
        .annotate(largest=Max("packs__factor"))
        .values_list("id", "name", "status", "merged_into_id", "largest")
    )
    return {
        key: ProductOutline(name, status in RECEIVED, merged_into, largest or 1)
        for key, name, status, merged_into, largest in rows
    }
