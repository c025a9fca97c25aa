"""The goods receipt with its lines: written, checked, posted, and perhaps reversed."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class GoodsReceipt(Entity):
    """One delivery of one supplier at one branch. Sums are minor units of the pharmacy's currency.

    ``number`` is empty until it is posted. ``tax_total`` is the tax as the invoice prints it; None
    computes it from the lines' rates. ``tax_is_cost`` where the pharmacy can't claim it back.
    ``invoice_total`` is what the invoice asks, to be compared. A consigned delivery stays the
    supplier's until it is sold. ``order_id`` is kept for the order that it answers. ``note_key``
    and ``invoice_key`` are its two numbers as they are compared (``rules.documents``). ``file_key``
    is the hash of the delivery invoice that it was read from, while it stands: once at a branch.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        CHECKED = "checked"
        POSTED = "posted"
        REVERSED = "reversed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey(
        "suppliers.Supplier", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    order_id = models.UUIDField(null=True)
    state = models.CharField(max_length=8, default=State.DRAFT)
    number = models.CharField(max_length=40, default="")
    delivery_note = models.CharField(max_length=40, default="")
    invoice_number = models.CharField(max_length=40, default="")
    note_key = models.CharField(max_length=40, default="")
    invoice_key = models.CharField(max_length=40, default="")
    invoice_on = models.DateField(null=True)
    received_on = models.DateField()
    freight = models.PositiveBigIntegerField(default=0)
    discount = models.PositiveBigIntegerField(default=0)
    tax_total = models.PositiveBigIntegerField(null=True)
    tax_is_cost = models.BooleanField(default=True)
    invoice_total = models.PositiveBigIntegerField(null=True)
    is_consigned = models.BooleanField(default=False)
    note = models.CharField(max_length=120, default="")
    invoice_file_id = models.UUIDField(null=True)
    file_key = models.CharField(max_length=64, null=True)
    difference_reason = models.CharField(max_length=120, default="")
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.UUIDField(null=True)
    posted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id supplier_id state is_consigned posted_at",
        left_out=(
            "order_id number delivery_note invoice_number note_key invoice_key invoice_on "
            "received_on freight discount tax_total tax_is_cost invoice_total note "
            "invoice_file_id file_key difference_reason created_at created_by checked_at "
            "checked_by version"
        ),
    )

    class Meta:
        db_table = "purchasing_receipt"
        constraints = [
            models.UniqueConstraint(fields=["branch", "file_key"], name="receipt_file_stands_once")
        ]
        indexes = [
            models.Index(fields=["branch", "received_on", "id"], name="receipt_of_day"),
            models.Index(fields=["supplier", "received_on"], name="receipt_of_supplier"),
            models.Index(fields=["supplier", "note_key"], name="receipt_of_note"),
            models.Index(fields=["supplier", "invoice_key"], name="receipt_of_invoice"),
            models.Index(fields=["state", "posted_at"], name="receipt_by_state"),
        ]


class GoodsReceiptLine(Entity):
    """Goods of one batch as they came, in one pack of ``factor`` base units.

    ``quantity`` base units are the paid and the bonus packs together. ``price`` is asked for one
    paid pack; ``discount_bp`` hundredths of a percent and ``discount`` are taken from the line;
    ``tax_bp`` hundredths of a percent. ``mrp`` and ``selling_price`` are for one pack;
    ``proposed_price`` is what the rule said. ``temperature`` is tenths of a degree Celsius at
    arrival; one outside the limits of the product's storage has its batch held at posting, unless
    ``is_temperature_accepted`` at the check. What posting found stands in ``cost`` (landed, of all
    units), ``tax``, and the batch and movement that the line became.
    """

    receipt = models.ForeignKey(GoodsReceipt, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    pack = models.ForeignKey("catalog.Pack", on_delete=models.RESTRICT, related_name="+")
    factor = models.PositiveIntegerField()
    packs = models.PositiveIntegerField(default=0)
    bonus_packs = models.PositiveIntegerField(default=0)
    quantity = models.PositiveBigIntegerField()
    batch_number = models.CharField(max_length=60, default="")
    expires_on = models.DateField(null=True)
    is_short_accepted = models.BooleanField(default=False)
    serials = models.JSONField(default=list)
    price = models.PositiveBigIntegerField(default=0)
    discount_bp = models.PositiveIntegerField(default=0)
    discount = models.PositiveBigIntegerField(default=0)
    tax_bp = models.PositiveIntegerField(default=0)
    mrp = models.PositiveBigIntegerField(null=True)
    proposed_price = models.PositiveBigIntegerField(null=True)
    selling_price = models.PositiveBigIntegerField(null=True)
    shelf = models.CharField(max_length=20, default="")
    temperature = models.SmallIntegerField(null=True)
    is_temperature_accepted = models.BooleanField(default=False, db_default=False)
    supplier_code = models.CharField(max_length=60, default="")
    cost = models.PositiveBigIntegerField(null=True)
    tax = models.PositiveBigIntegerField(null=True)
    batch = models.ForeignKey("stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+")
    movement = models.ForeignKey(
        "stock.Movement", null=True, on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        db_table = "purchasing_receipt_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["receipt", "position"], name="receipt_line_position"),
            models.CheckConstraint(
                condition=models.Q(factor__gte=1) & models.Q(quantity__gte=1),
                name="receipt_line_units_whole",
            ),
        ]
