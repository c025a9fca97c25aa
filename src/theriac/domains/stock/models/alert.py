"""Minimum stock set by hand, and the alerts that it raises: one a condition, cleared by itself."""

from __future__ import annotations

from django.db import models

from theriac.core.entity import Entity


class StockMinimum(Entity):
    """The least that a branch wants of a product, in base units."""

    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stock_minimum"
        constraints = [models.UniqueConstraint(fields=["product", "branch"], name="minimum_once")]


class StockAlert(Entity):
    """A condition that somebody should see, from when it began until it ended.

    ``open_key`` is unique while the alert is open and empty afterwards, so that one condition
    has one alert.
    """

    class Kind(models.TextChoices):
        LOW = "low"
        EXPIRY = "expiry"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+")
    open_key = models.CharField(max_length=120, null=True, unique=True)
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "stock_alert"
        indexes = [models.Index(fields=["branch", "kind", "cleared_at"], name="alert_open")]
