"""Which batch of a kept product stands for a batch of one that was merged into it."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.domains.stock.models.batch import Batch


class BatchTwin(AppendOnlyModel):
    """The same goods under the kept product, with the same cost: stock goes to and fro between.

    ``merge_id`` is the merge of the catalogue that made it; a later merge of the same products
    uses it again.
    """

    merged_batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    kept_batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    kept_product_id = models.UUIDField()
    merge_id = models.UUIDField()
    made_at = models.DateTimeField()

    deciding = Deciding(
        "merged_batch_id kept_batch_id kept_product_id merge_id",
        left_out="made_at",
    )

    class Meta:
        db_table = "stock_batch_twin"
        constraints = [
            models.UniqueConstraint(
                fields=["merged_batch", "kept_product_id"], name="batch_twin_once"
            )
        ]
