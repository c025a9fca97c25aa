"""Products that are there twice, merged."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Medicine, Shop, add_medicine
from theriac.domains.catalog.commands.merge import merge_products


def two_of(shop: Shop) -> tuple[Medicine, Medicine]:
    """Two products of like names without stock."""
    return add_medicine(shop, "Loratadine 10 mg tablet"), add_medicine(shop, "Loratadine 10mg tab")


def a_merge(shop: Shop) -> UUID:
    """A merge that holds; its id."""
    kept, merged = two_of(shop)
    return merge_products(
        actor=shop.owner, kept_id=kept.id, merged_id=merged.id, reason="Entered twice"
    )
