"""Why stock was adjusted or written off, as a code beside the words of the movement."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding


class ChangeReason(AppendOnlyModel):
    """The coded reason of an adjustment or a write-off; its movements have ``document_id``."""

    class Code(models.TextChoices):
        COUNTED = "counted"
        FOUND = "found"
        ENTERED_WRONGLY = "entered_wrongly"
        MISSING = "missing"
        BROKEN = "broken"
        EXPIRED = "expired"
        LOST = "lost"
        USED = "used"
        OTHER = "other"

    document_id = models.UUIDField(unique=True)
    branch_id = models.UUIDField()
    code = models.CharField(max_length=16)
    recorded_at = models.DateTimeField()

    deciding = Deciding("document_id branch_id code recorded_at")

    class Meta:
        db_table = "stock_change_reason"
        indexes = [models.Index(fields=["branch_id", "code"], name="change_reason_of_branch")]
