"""What was changed of a batch's label after it was booked, by whom, with whose yes."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.domains.stock.models.batch import Batch


class BatchCorrection(AppendOnlyModel):
    """Number and expiry before and after; ``approved_by`` where somebody else had to say yes."""

    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    branch_id = models.UUIDField()
    number_before = models.CharField(max_length=60)
    number_after = models.CharField(max_length=60)
    expiry_before = models.DateField(null=True)
    expiry_after = models.DateField(null=True)
    reason = models.CharField(max_length=250)
    corrected_by = models.UUIDField()
    approved_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_batch_correction"
        indexes = [
            models.Index(fields=["branch_id", "recorded_at"], name="correction_of_branch"),
        ]
