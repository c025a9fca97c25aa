"""The purchase order with its lines, and what receipts brought of each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class PurchaseOrder(Entity):
    """What was ordered of one supplier for one branch. Sums are minor units of ``currency``.

    ``total`` is what it asks with tax and freight, and what it commits. ``source_kind`` and
    ``source_id`` say what it came from: needs, the want list, a proposal, or somebody's hand.
    ``form`` is the country's form that it is printed on.
    What was ordered never changes; state and what came of it do. From ``sent_at`` on the supplier's
    people see it; ``answer_waits`` until somebody looked at what they answered.
    """

    class State(models.TextChoices):
        ORDERED = "ordered"
        PARTLY = "partly"
        RECEIVED = "received"
        CANCELLED = "cancelled"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=9, default=State.ORDERED)
    form = models.CharField(max_length=24)
    source_kind = models.CharField(max_length=12)
    source_id = models.UUIDField(null=True)
    approval_id = models.UUIDField(null=True)
    commitment_id = models.UUIDField(null=True)
    freight = models.PositiveBigIntegerField(default=0)
    tax = models.PositiveBigIntegerField()
    total = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    note = models.CharField(max_length=120, default="")
    expected_on = models.DateField(null=True)
    ordered_on = models.DateField()
    ordered_at = models.DateTimeField()
    ordered_by = models.UUIDField()
    sent_at = models.DateTimeField(null=True)
    answer_waits = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id supplier_id number state form source_kind source_id approval_id "
            "commitment_id freight tax total currency ordered_on ordered_at ordered_by"
        ),
        left_out="note expected_on sent_at answer_waits version",
    )

    class Meta:
        db_table = "purchase_orders_order"
        indexes = [
            models.Index(fields=["branch", "ordered_on", "id"], name="order_of_day"),
            models.Index(fields=["branch", "state"], name="order_of_state"),
            models.Index(fields=["supplier", "ordered_on"], name="order_of_supplier"),
            models.Index(fields=["branch", "answer_waits"], name="order_answer_waits"),
        ]


class PurchaseOrderLine(Entity):
    """One product in one pack of ``factor`` base units; ``price`` is that of one paid pack.

    ``discount_bp`` hundredths of a percent and ``discount`` are taken from the line, ``tax_bp``
    hundredths of a percent; ``committed`` is what it asks with tax and its part of the freight.
    ``received`` and ``cancelled`` are base units; what is beyond both is open.
    """

    order = models.ForeignKey(PurchaseOrder, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    pack = models.ForeignKey("catalog.Pack", on_delete=models.RESTRICT, related_name="+")
    factor = models.PositiveIntegerField()
    packs = models.PositiveIntegerField()
    bonus_packs = models.PositiveIntegerField(default=0)
    quantity = models.PositiveBigIntegerField()
    price = models.PositiveBigIntegerField()
    discount_bp = models.PositiveIntegerField(default=0)
    discount = models.PositiveBigIntegerField(default=0)
    tax_bp = models.PositiveIntegerField(default=0)
    tax = models.PositiveBigIntegerField()
    committed = models.PositiveBigIntegerField()
    supplier_code = models.CharField(max_length=60, default="")
    offer_line_id = models.UUIDField(null=True)
    received = models.PositiveBigIntegerField(default=0)
    cancelled = models.PositiveBigIntegerField(default=0)

    deciding = Deciding(
        (
            "order_id position product_id pack_id factor packs bonus_packs quantity price "
            "discount_bp discount tax_bp tax committed offer_line_id received cancelled"
        ),
        left_out="supplier_code",
    )

    class Meta:
        db_table = "purchase_orders_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position"),
            models.CheckConstraint(
                condition=Q(factor__gte=1, quantity__gte=1, cancelled__lte=F("quantity")),
                name="order_line_units_whole",
            ),
        ]
        indexes = [models.Index(fields=["product"], name="order_line_of_product")]

    @property
    def open_units(self) -> int:
        """Base units that are still to come."""
        return max(0, self.quantity - self.cancelled - self.received)


class OrderLineReceipt(AppendOnlyModel):
    """So many base units of a line came by a goods receipt, or went again as it was reversed.

    ``came_on`` is the day of the delivery, of a reversal too.
    """

    line = models.ForeignKey(PurchaseOrderLine, on_delete=models.RESTRICT, related_name="receipts")
    receipt_id = models.UUIDField()
    receipt_number = models.CharField(max_length=40)
    is_reversal = models.BooleanField(default=False)
    units = models.PositiveBigIntegerField()
    came_on = models.DateField()
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchase_orders_line_receipt"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "receipt_id", "is_reversal"], name="order_line_received_once"
            ),
            models.CheckConstraint(condition=Q(units__gte=1), name="order_line_receipt_units"),
        ]
        indexes = [
            models.Index(fields=["receipt_id"], name="order_line_of_receipt"),
            models.Index(fields=["recorded_at"], name="order_line_receipt_recorded"),
        ]


class OrderCancellation(AppendOnlyModel):
    """That what was open of an order isn't awaited any more, and what of its money was released."""

    order = models.ForeignKey(
        PurchaseOrder, on_delete=models.RESTRICT, related_name="cancellations"
    )
    released = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=120)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchase_orders_cancellation"
        indexes = [models.Index(fields=["recorded_at"], name="order_cancellation_recorded")]


class SupplierAnswer(AppendOnlyModel):
    """What a supplier's person said of an order: when it comes, and what of it; the last counts.

    ``delivers_on`` is None where nothing comes. Lines that aren't named come whole.
    """

    order = models.ForeignKey(PurchaseOrder, on_delete=models.RESTRICT, related_name="answers")
    delivers_on = models.DateField(null=True)
    note = models.CharField(max_length=250, default="")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchase_orders_answer"
        indexes = [models.Index(fields=["recorded_at"], name="order_answer_recorded")]


class ShortLine(AppendOnlyModel):
    """Of a line fewer packs come than were ordered, or none, by an answer."""

    answer = models.ForeignKey(SupplierAnswer, on_delete=models.RESTRICT, related_name="short")
    line = models.ForeignKey(PurchaseOrderLine, on_delete=models.RESTRICT, related_name="+")
    packs = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchase_orders_short_line"
        constraints = [
            models.UniqueConstraint(fields=["answer", "line"], name="order_short_line_once")
        ]
        indexes = [models.Index(fields=["recorded_at"], name="order_short_line_recorded")]
