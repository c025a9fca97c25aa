"""Serial numbers of single packs (GS1 AI 21), as they came, were sold, given back, refused.

A serial belongs to its GTIN. ``turn`` counts how often the same pack was sold: a next turn is only
sold when the one before was given back, and no turn twice, whoever tries at the same moment.
"""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding


class SerialSold(AppendOnlyModel):
    """One pack that left with a sale's line; ``number`` is the sale's."""

    gtin = models.CharField(max_length=14)
    serial = models.CharField(max_length=20)
    turn = models.PositiveIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    sale_id = models.UUIDField()
    line_id = models.UUIDField()
    number = models.CharField(max_length=40)
    sold_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    deciding = Deciding(
        "gtin serial turn product_id branch_id sale_id line_id sold_at",
        left_out="number recorded_at",
    )

    class Meta:
        db_table = "stock_serial_sold"
        constraints = [
            models.UniqueConstraint(fields=["gtin", "serial", "turn"], name="serial_sold_once")
        ]
        indexes = [
            models.Index(fields=["serial"], name="serial_sold_by_serial"),
            models.Index(fields=["sale_id"], name="serial_sold_of_sale"),
        ]


class SerialBack(AppendOnlyModel):
    """A sold pack that came back and may be sold again; it takes the sale's own turn out."""

    sold = models.OneToOneField(SerialSold, on_delete=models.RESTRICT, related_name="back")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    reason = models.CharField(max_length=120)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    deciding = Deciding("sold_id branch_id reason person_id recorded_at")

    class Meta:
        db_table = "stock_serial_back"


class SerialReceived(AppendOnlyModel):
    """One pack that came in with a goods receipt."""

    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    serial = models.CharField(max_length=20)
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    document_id = models.UUIDField()
    number = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()

    deciding = Deciding("product_id serial branch_id document_id", left_out="number recorded_at")

    class Meta:
        db_table = "stock_serial_received"
        constraints = [
            models.UniqueConstraint(
                fields=["document_id", "product", "serial"], name="serial_received_once"
            )
        ]
        indexes = [models.Index(fields=["serial"], name="serial_received_by")]


class SerialRefusal(AppendOnlyModel):
    """A pack that somebody wanted to sell although it may not be; ``sale_id`` where it left."""

    class Why(models.TextChoices):
        SOLD = "sold"
        SYSTEM = "system"

    gtin = models.CharField(max_length=14)
    serial = models.CharField(max_length=20)
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    why = models.CharField(max_length=8)
    sold = models.ForeignKey(SerialSold, null=True, on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    sale_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    deciding = Deciding(
        "gtin serial product_id why sold_id branch_id terminal_id person_id sale_id",
        left_out="recorded_at",
    )

    class Meta:
        db_table = "stock_serial_refusal"
        indexes = [
            models.Index(fields=["branch", "recorded_at"], name="serial_refusal_of_branch"),
            models.Index(fields=["serial"], name="serial_refusal_by"),
        ]
