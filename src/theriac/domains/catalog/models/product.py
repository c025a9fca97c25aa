"""The product: what is sold, by its names, strength, form and maker."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.domains.catalog.models.medicine import Generic


class Category(Entity):
    """A therapeutic or commercial group."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        db_table = "catalog_category"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Manufacturer(Entity):
    """Who makes it."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        db_table = "catalog_manufacturer"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Product(Entity):
    """One sellable thing, counted in its base unit."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        ACTIVE = "active"
        BLOCKED = "blocked"
        DISCONTINUED = "discontinued"
        MERGED = "merged"

    class Rotation(models.TextChoices):
        FEFO = "fefo"
        FIFO = "fifo"

    class Ved(models.TextChoices):
        VITAL = "vital"
        ESSENTIAL = "essential"
        DESIRABLE = "desirable"

    name = models.CharField(max_length=200)
    generic_name = models.CharField(max_length=200, default="", blank=True)
    substance = models.CharField(max_length=250, default="", blank=True)
    strength = models.CharField(max_length=80, default="", blank=True)
    dose_form = models.CharField(max_length=60, default="", blank=True)
    description = models.CharField(max_length=500, default="", blank=True)
    manufacturer = models.ForeignKey(
        Manufacturer, null=True, on_delete=models.RESTRICT, related_name="products"
    )
    category = models.ForeignKey(
        Category, null=True, on_delete=models.RESTRICT, related_name="products"
    )
    generic = models.ForeignKey(
        Generic, null=True, on_delete=models.RESTRICT, related_name="products"
    )
    legal_class = models.CharField(max_length=24)
    storage = models.CharField(max_length=60, default="", blank=True)
    tax_class = models.CharField(max_length=24, default="standard")
    hsn = models.CharField(max_length=8, default="", db_default="", blank=True)
    """India's code of goods, as the receipt shows it; "" takes the usual one of the tax class."""
    base_unit = models.CharField(max_length=24)
    rotation = models.CharField(max_length=4, default=Rotation.FEFO)
    ved = models.CharField(max_length=9, default="", db_default="", blank=True)
    """How much depends on having it, as a pharmacist judged and nothing computes; "" for nobody."""
    is_service = models.BooleanField(default=False, db_default=False)
    """Sold and never stocked, such as a vaccination or a fee; said when it is made, for good."""
    status = models.CharField(max_length=12, default=Status.ACTIVE)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="+")
    """The product that stands for this one since they were merged."""
    image_id = models.UUIDField(null=True)
    external_code = models.CharField(max_length=120, null=True, unique=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "generic_id substance strength legal_class storage tax_class hsn base_unit rotation "
            "ved is_service status merged_into_id"
        ),
        left_out=(
            "name generic_name dose_form description manufacturer_id category_id image_id "
            "external_code created_at version"
        ),
    )

    class Meta:
        db_table = "catalog_product"
        indexes = [
            models.Index(fields=["name", "id"], name="product_by_name"),
            models.Index(fields=["status", "name", "id"], name="product_by_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="merged", merged_into__isnull=False)
                | (~models.Q(status="merged") & models.Q(merged_into__isnull=True)),
                name="product_merged_into_one",
            )
        ]

    def __str__(self) -> str:
        return self.name
