"""The lines of a supplier's invoice file, as they were read, to be compared with what came."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity
from theriac.domains.purchasing.models.receipt import GoodsReceipt, GoodsReceiptLine


class InvoiceLine(Entity):
    """One line of an invoice. ``row`` is its row in the file; what a cell lacks is None or empty.

    ``factor`` base units a pack, of the product that the code or name was recognised as. A line
    that the document engine read says why (``matched_by``, ``similarity`` in thousandths), how
    surely it was read (``confidence``, thousandths), where it stands (``marks``), what of it isn't
    understood (``faults``), and which line of the delivery it became; until ``is_checked`` nobody
    stands for it.
    """

    receipt = models.ForeignKey(
        GoodsReceipt, on_delete=models.CASCADE, related_name="invoice_lines"
    )
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=60, default="")
    name = models.CharField(max_length=200, default="")
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    factor = models.PositiveIntegerField(null=True)
    packs = models.PositiveIntegerField(null=True)
    bonus_packs = models.PositiveIntegerField(default=0)
    price = models.PositiveBigIntegerField(null=True)
    pack = models.ForeignKey("catalog.Pack", null=True, on_delete=models.RESTRICT, related_name="+")
    discount_bp = models.PositiveIntegerField(default=0)
    discount = models.PositiveBigIntegerField(default=0)
    tax_bp = models.PositiveIntegerField(null=True)
    mrp = models.PositiveBigIntegerField(null=True)
    batch_number = models.CharField(max_length=60, default="")
    expires_on = models.DateField(null=True)
    fault = models.CharField(max_length=200, default="")
    matched_by = models.CharField(max_length=10, default="")
    similarity = models.PositiveSmallIntegerField(default=0)
    is_checked = models.BooleanField(default=True)
    confidence = models.PositiveSmallIntegerField(default=1000)
    marks = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    receipt_line = models.ForeignKey(
        GoodsReceiptLine, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        db_table = "purchasing_invoice_line"
        ordering = ["row"]
