"""Valid requests about counts."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Shop
from tests.support.stocktaking import a_count
from tests.surfaces.api.pieces import Asked
from theriac.core.ids import new_id
from theriac.domains.stocktaking.commands.enter import add_found_batch
from theriac.domains.stocktaking.models import CountLine


def count_reads(shop: Shop) -> dict[str, str]:
    at = f"/stock-counts/{a_count(shop)}"
    return {
        "listStockCounts": "/stock-counts?state=open",
        "getStockCount": at,
        "getCountSheet": f"{at}/sheet?start=0&limit=5",
        "getCountVariances": f"{at}/variances?sheet=",
        "getCountPlan": "/count-plan",
    }


def count_writes(shop: Shop, other_product: UUID) -> dict[str, Asked]:
    count = a_count(shop)
    at = f"/stock-counts/{count}"
    line = CountLine.objects.filter(count_id=count).order_by("id")[0]
    uncounted = add_found_batch(
        actor=shop.owner,
        branch_id=shop.branch_id,
        count_id=count,
        product_id=line.product_id,
        number="FOUND-0",
        expires_on=None,
    )
    found = {"id": str(new_id()), "line_id": str(uncounted), "counted": 0}
    return {
        "beginStockCount": Asked(
            "POST",
            "/stock-counts",
            {"scope": "products", "product_ids": [str(other_product)], "note": "asked"},
        ),
        "enterCounts": Asked("POST", f"{at}/entries", {"entries": [found]}),
        "addFoundBatch": Asked(
            "POST",
            f"{at}/batches",
            {"product_id": str(line.product_id), "number": "FOUND-1", "shelf": "A1"},
        ),
        "askAnotherLook": Asked("POST", f"{at}/looks", {"line_ids": [str(line.id)]}),
        "postStockCount": Asked("POST", f"{at}/posting", {"leave_out": True}, edits=at),
        "cancelStockCount": Asked("POST", f"{at}/cancellation", {"reason": "wrong day"}, edits=at),
    }
