"""What a supplier calls the packs that it sells: its own codes and names."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class SupplierAlias(Entity):
    """A supplier's own code or name of a pack; a person or a posting taught it, the last counts.

    ``key`` is the text as it is compared: a code as it is written, a name folded.
    """

    class Kind(models.TextChoices):
        CODE = "code"
        NAME = "name"

    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=4)
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    pack = models.ForeignKey("catalog.Pack", on_delete=models.RESTRICT, related_name="+")
    learnt_at = models.DateTimeField()

    deciding = Deciding("supplier_id kind key product_id pack_id", left_out="text learnt_at")

    class Meta:
        db_table = "offers_supplier_alias"
        constraints = [
            models.UniqueConstraint(fields=["supplier", "kind", "key"], name="supplier_alias_once")
        ]
