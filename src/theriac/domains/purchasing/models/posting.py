"""What was posted of a receipt, for good: appended, sealed, never changed."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.domains.purchasing.models.receipt import GoodsReceipt


class ReceiptPosting(AppendOnlyModel):
    """A receipt's posting, or the counter-document that takes it out again.

    ``content_hash`` is of the receipt with all its lines, batches and movements, so that a change
    after posting shows. ``total`` is what the document costs with tax, ``cost`` what went onto the
    batches, minor units of ``currency``.
    """

    class Kind(models.TextChoices):
        POSTED = "posted"
        REVERSED = "reversed"

    receipt = models.ForeignKey(GoodsReceipt, on_delete=models.RESTRICT, related_name="postings")
    posting_kind = models.CharField(max_length=8)
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    document_id = models.UUIDField()
    lines = models.PositiveIntegerField()
    quantity = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    total = models.PositiveBigIntegerField()
    tax = models.PositiveBigIntegerField()
    cost = models.PositiveBigIntegerField()
    content_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=120, default="")
    person_id = models.UUIDField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_receipt_posting"
        constraints = [
            models.UniqueConstraint(fields=["receipt", "posting_kind"], name="receipt_posted_once")
        ]
        indexes = [models.Index(fields=["recorded_at"], name="receipt_posting_recorded")]
