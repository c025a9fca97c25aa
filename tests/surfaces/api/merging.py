"""Valid requests about products that are there twice."""

from __future__ import annotations

from uuid import UUID

from tests.support.merging import a_merge, two_of
from tests.support.shop import Medicine, Shop
from tests.surfaces.api.pieces import Asked
from theriac.domains.catalog.models import Product, ProductMerge


def merge_reads() -> dict[str, str]:
    return {
        "suggestDuplicateProducts": "/product-duplicates",
        "listProductMerges": "/product-merges?undone=false",
    }


def merge_writes(shop: Shop, medicine: Medicine) -> dict[str, Asked]:
    kept, merged = _pair(shop)
    merge_id = ProductMerge.objects.values_list("id", flat=True).first() or a_merge(shop)
    pair = {"kept_id": str(kept), "merged_id": str(merged), "reason": "Entered twice"}
    return {
        "mergeProducts": Asked("POST", "/product-merges", pair),
        "undoProductMerge": Asked(
            "POST", f"/product-merges/{merge_id}/undo", {"reason": "Two makers"}
        ),
        "changePack": Asked(
            "PUT",
            f"/products/{medicine.id}/packs/{medicine.packs[10]}",
            {"name": "blister", "factor": 10},
        ),
    }


def _pair(shop: Shop) -> tuple[UUID, UUID]:
    standing = Product.objects.filter(name__startswith="Loratadine", status="active")
    ids = list(standing.order_by("id").values_list("id", flat=True)[:2])
    if len(ids) < 2:
        one, other = two_of(shop)
        ids = [one.id, other.id]
    return ids[0], ids[1]
