"""What the headings of a supplier's lists mean, as somebody said it."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class SupplierHeading(Entity):
    """A heading of a supplier's own, and the field of a line below it; the last word counts.

    ``key`` is the heading as it is compared. ``field`` is one of the engine's contract, or "" for
    a column that is left out.
    """

    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    text = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    field = models.CharField(max_length=24, default="", blank=True)
    learnt_at = models.DateTimeField()

    deciding = Deciding("supplier_id key field", left_out="text learnt_at")

    class Meta:
        db_table = "offers_supplier_heading"
        constraints = [
            models.UniqueConstraint(fields=["supplier", "key"], name="supplier_heading_once")
        ]
