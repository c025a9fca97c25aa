"""Transfers between places and branches: what was sent, and what became of it."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Transfer(Entity):
    """Goods on their way from one branch's place to another's; never deleted.

    What is on the way lies in the transit place of the sending branch and is its stock until it
    is received. The number is taken with the first draft, so that a withdrawn one keeps its own.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        DISPATCHED = "dispatched"
        PARTLY_RECEIVED = "partly_received"
        RECEIVED = "received"
        CLOSED = "closed"
        CANCELLED = "cancelled"

    number = models.CharField(max_length=40, unique=True)
    from_branch = models.ForeignKey(
        "organisation.Branch", on_delete=models.RESTRICT, related_name="+"
    )
    to_branch = models.ForeignKey(
        "organisation.Branch", on_delete=models.RESTRICT, related_name="+"
    )
    from_place = models.ForeignKey("stock.Place", on_delete=models.RESTRICT, related_name="+")
    to_place = models.ForeignKey("stock.Place", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=16, default=State.DRAFT)
    note = models.CharField(max_length=120, default="")
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    dispatched_by = models.UUIDField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "number from_branch_id to_branch_id from_place_id to_place_id state "
            "approved_by dispatched_by received_by closed_by"
        ),
        left_out=(
            "note created_at created_by approved_at dispatched_at received_at closed_at version"
        ),
    )

    class Meta:
        db_table = "stock_transfer"
        indexes = [
            models.Index(fields=["from_branch", "created_at", "id"], name="transfer_sent"),
            models.Index(fields=["to_branch", "created_at", "id"], name="transfer_coming"),
        ]


class TransferLine(Entity):
    """One batch of a transfer, base units.

    ``quantity`` is what was asked for. At every instant ``sent`` is what was received, lost and
    returned, and what is still on the way; the movements of the transfer say the same.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveIntegerField()
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    product_id = models.UUIDField()
    quantity = models.PositiveBigIntegerField()
    sent = models.PositiveBigIntegerField(default=0)
    received = models.PositiveBigIntegerField(default=0)
    lost = models.PositiveBigIntegerField(default=0)
    returned = models.PositiveBigIntegerField(default=0)

    deciding = Deciding(
        ("transfer_id position batch_id product_id quantity sent received lost returned"),
    )

    class Meta:
        db_table = "stock_transfer_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "batch"], name="transfer_batch_once"),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1), name="transfer_line_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    sent__gte=models.F("received") + models.F("lost") + models.F("returned")
                ),
                name="transfer_line_adds_up",
            ),
        ]

    @property
    def in_transit(self) -> int:
        """Base units on the way still."""
        return self.sent - self.received - self.lost - self.returned
