"""Movements, appended for ever, and the balances that they add up to."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.database.entity import Entity
from theriac.domains.stock.models.batch import Batch, Place


class Movement(AppendOnlyModel):
    """``quantity`` base units of one batch from one place to another, for a document's line."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt"
        OPENING = "opening"
        SALE = "sale"
        ADJUSTMENT = "adjustment"
        WRITE_OFF = "write_off"
        REVERSAL = "reversal"
        TRANSFER = "transfer"
        COUNT = "count"
        TO_SUPPLIER = "to_supplier"
        DESTRUCTION = "destruction"
        MERGE = "merge"
        BROUGHT_BACK = "brought_back"
        COMPOUNDING = "compounding"

    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    product_id = models.UUIDField()
    branch_id = models.UUIDField()
    from_place = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="+")
    to_place = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=120, default="")
    document_id = models.UUIDField()
    document_number = models.CharField(max_length=40, default="")
    line_id = models.UUIDField(null=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.RESTRICT, related_name="+")
    actor_id = models.UUIDField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_movement"
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="movement_positive")
        ]
        indexes = [
            models.Index(fields=["product_id", "branch_id", "id"], name="movement_card"),
            models.Index(fields=["document_id"], name="movement_document"),
            models.Index(fields=["recorded_at"], name="movement_recorded"),
        ]


class Balance(Entity):
    """What one batch has in one place: the sum of its movements, never below zero.

    ``reserved`` is how much of it standing reservations hold, never more than is there.
    ``register`` is the register that its units enter and leave, "" where the law asks for none.
    Contended, so nothing refers to it. The outside world keeps no balance.
    """

    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="balances")
    place = models.ForeignKey(Place, on_delete=models.RESTRICT, related_name="+")
    product_id = models.UUIDField()
    branch_id = models.UUIDField()
    quantity = models.PositiveBigIntegerField()
    reserved = models.PositiveBigIntegerField(default=0, db_default=0)
    register = models.CharField(max_length=24, default="", db_default="")

    class Meta:
        db_table = "stock_balance"
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="balance_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=0), name="balance_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(reserved__lte=models.F("quantity")),
                name="balance_reserved_there",
            ),
        ]
        indexes = [models.Index(fields=["branch_id", "product_id"], name="balance_of_product")]
