"""Copies of receipts: each reprint of an older sale, by whom and where."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.domains.sales.models.sale import Sale


class ReceiptCopy(AppendOnlyModel):
    """One copy of a sale's receipt; ``number`` counts the sale's copies from 1.

    ``terminal`` is where it was printed: a counter or a program's key; none in the back office.
    """

    sale = models.ForeignKey(Sale, on_delete=models.RESTRICT, related_name="copies")
    number = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.UUIDField()
    terminal = models.ForeignKey(
        "organisation.Terminal", null=True, on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        db_table = "sales_receipt_copy"
        constraints = [
            models.UniqueConstraint(fields=["sale", "number"], name="receipt_copy_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="receipt_copy_counted_from_one"
            ),
        ]
