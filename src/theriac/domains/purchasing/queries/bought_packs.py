"""In which packs goods came; forecasting orders the same."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from theriac.core.database.among import Among
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine


def bought_packs(batch_ids: Collection[UUID]) -> dict[UUID, int]:
    """Base units of the pack by batch, as the delivery that was written last says."""
    rows = GoodsReceiptLine.objects.filter(
        Among("batch_id", batch_ids), receipt__state=GoodsReceipt.State.POSTED
    ).order_by("id")
    return {
        batch_id: factor
        for batch_id, factor in rows.values_list("batch_id", "factor")
        if batch_id is not None
    }
