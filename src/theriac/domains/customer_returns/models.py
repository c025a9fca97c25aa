"""A customer's return with its lines and refunds: appended whole, never changed.

Amounts are whole minor units of ``currency``, quantities base units.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.database.entity import Entity

CREDIT_NOTE = "CN"
"""The mark of credit notes in the branch's numbers, such as MLT-CN-26-000012."""


class CustomerReturn(AppendOnlyModel):
    """A credit note. ``sale`` is what it answers, None for goods without a receipt.

    ``amount`` is the sum of its lines and holds ``tax``; ``total``, with the rounding, is what was
    refunded. ``exchange_sale_id`` was paid with it, wholly or in part, and may come later.
    ``is_paid_at_till``: its cash is owed to the customer until a till pays it out. ``series_id``,
    ``sequence`` and ``content_hash`` are of one that a counter wrote.
    """

    class Reason(models.TextChoices):
        WRONG_ITEM = "wrong_item"
        UNWANTED = "unwanted"
        DAMAGED = "damaged"
        NOT_TOLERATED = "not_tolerated"
        RECALLED = "recalled"
        EXPIRED = "expired"
        OTHER = "other"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    sale = models.ForeignKey("sales.Sale", null=True, on_delete=models.RESTRICT, related_name="+")
    exchange_sale_id = models.UUIDField(null=True, unique=True)
    series_id = models.UUIDField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    content_hash = models.CharField(max_length=64, default="", blank=True)
    reason_code = models.CharField(max_length=16)
    note = models.CharField(max_length=120, default="")
    currency = models.CharField(max_length=3)
    amount = models.BigIntegerField()
    tax = models.BigIntegerField()
    rounding = models.BigIntegerField()
    total = models.BigIntegerField()
    approval_id = models.UUIDField(null=True)
    is_paid_at_till = models.BooleanField(default=False)
    person_id = models.UUIDField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "customer_returns_return"
        indexes = [
            models.Index(fields=["branch", "business_on"], name="customer_return_of_day"),
            models.Index(fields=["recorded_at"], name="customer_return_recorded"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["series_id", "sequence"], name="customer_return_numbered"
            ),
        ]


class CustomerReturnLine(AppendOnlyModel):
    """``quantity`` of one batch of a sale's line, or of a service, which has no batch.

    ``amount`` and ``tax`` are its exact share of the line. ``goes`` says where the goods went;
    what waits for its destruction lies in quarantine.
    """

    class Condition(models.TextChoices):
        SEALED = "sealed"
        OPENED = "opened"
        DAMAGED = "damaged"

    class Goes(models.TextChoices):
        SHELF = "shelf"
        QUARANTINE = "quarantine"
        DESTRUCTION = "destruction"
        NOWHERE = "nowhere"

    customer_return = models.ForeignKey(
        CustomerReturn, on_delete=models.RESTRICT, related_name="lines"
    )
    position = models.PositiveSmallIntegerField()
    sale_line = models.ForeignKey(
        "sales.SaleLine", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    condition = models.CharField(max_length=8)
    goes = models.CharField(max_length=12)
    amount = models.BigIntegerField()
    tax = models.BigIntegerField()
    taxes = models.JSONField()

    class Meta:
        db_table = "customer_returns_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer_return", "position"], name="customer_return_position"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="customer_return_line_positive"
            ),
        ]


class CustomerRefund(AppendOnlyModel):
    """How a part was refunded; ``exchange`` paid for the sale that took the goods' place."""

    customer_return = models.ForeignKey(
        CustomerReturn, on_delete=models.RESTRICT, related_name="refunds"
    )
    position = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=10)
    amount = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=60, default="")

    class Meta:
        db_table = "customer_returns_refund"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer_return", "position"], name="customer_refund_position"
            ),
            models.CheckConstraint(condition=Q(amount__gte=1), name="customer_refund_positive"),
        ]


class ReturnedSale(Entity):
    """Is locked while something of a sale is returned, so that two never return the same.

    Its key is the sale's. ``units`` base units came back of it so far.
    """

    units = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "customer_returns_sale"
