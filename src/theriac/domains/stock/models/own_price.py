"""What single batches were sold for, from an instant on."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.domains.stock.models.batch import Batch


class BatchPrice(AppendOnlyModel):
    """A batch's own price: ``amount`` for ``units`` base units; None goes by the price list again.

    The newest stands on the batch too, where a sale reads it.
    """

    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    amount = models.PositiveBigIntegerField(null=True)
    units = models.PositiveIntegerField()
    valid_from = models.DateTimeField()

    deciding = Deciding("batch_id amount units valid_from")

    class Meta:
        db_table = "stock_batch_price"
        indexes = [models.Index(fields=["batch", "valid_from"], name="own_price_of_batch")]
