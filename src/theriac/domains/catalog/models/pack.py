"""Packs, their barcodes, their prices, and the ceilings that law sets."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.catalog.models.product import Product


class Pack(Entity):
    """One level in which a product is counted and sold; ``factor`` base units each."""

    product = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="packs")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=24)
    factor = models.PositiveIntegerField()
    sellable = models.BooleanField(default=True)

    deciding = Deciding("product_id level factor sellable", left_out="name")

    class Meta:
        db_table = "catalog_pack"
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint(fields=["product", "level"], name="pack_level_of_product"),
            models.UniqueConstraint(fields=["product", "factor"], name="pack_factor_of_product"),
            models.CheckConstraint(condition=models.Q(factor__gte=1), name="pack_factor_whole"),
        ]


class Barcode(Entity):
    """A code that opens one pack: a GTIN in 14 digits, or a shop's own text."""

    pack = models.ForeignKey(Pack, on_delete=models.RESTRICT, related_name="barcodes")
    code = models.CharField(max_length=60, unique=True)

    deciding = Deciding("pack_id code")

    class Meta:
        db_table = "catalog_barcode"


class Price(AppendOnlyModel):
    """The price of one pack from an instant on, everywhere or at one branch."""

    pack = models.ForeignKey(Pack, on_delete=models.RESTRICT, related_name="prices")
    branch_id = models.UUIDField(null=True)
    amount = models.PositiveBigIntegerField()
    valid_from = models.DateTimeField()
    recorded_at = models.DateTimeField()

    deciding = Deciding("pack_id branch_id amount valid_from", left_out="recorded_at")

    class Meta:
        db_table = "catalog_price"
        indexes = [models.Index(fields=["pack", "valid_from"], name="price_of_pack")]


class PriceCeiling(AppendOnlyModel):
    """The most that law lets a product cost (HET): ``amount`` for ``units`` base units."""

    product = models.ForeignKey(Product, on_delete=models.RESTRICT, related_name="ceilings")
    amount = models.PositiveBigIntegerField()
    units = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    recorded_at = models.DateTimeField()

    deciding = Deciding("product_id amount units valid_from", left_out="recorded_at")

    class Meta:
        db_table = "catalog_price_ceiling"
        constraints = [
            models.CheckConstraint(condition=models.Q(units__gte=1), name="ceiling_units_whole")
        ]
