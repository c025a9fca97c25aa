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
    has one alert. ``band`` is how near its expiry the batch was when an expiry alert last asked
    for somebody (``rules.expected_loss.Band``); "" for other kinds, and where it isn't noted yet.
    """

    class Kind(models.TextChoices):
        LOW = "low"
        EXPIRY = "expiry"
        COLD = "cold"
        SILENT = "silent"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+")
    sensor = models.ForeignKey(
        "stock.ColdSensor", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    excursion = models.ForeignKey(
        "stock.Excursion", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    open_key = models.CharField(max_length=120, null=True, unique=True)
    band = models.CharField(max_length=8, default="", db_default="")
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "stock_alert"
        indexes = [models.Index(fields=["branch", "kind", "cleared_at"], name="alert_open")]


class AlertCare(Entity):
    """Who sees to an alert, and who acknowledged it with which note; one row an alert."""

    alert = models.OneToOneField(StockAlert, on_delete=models.RESTRICT, related_name="care")
    owner_id = models.UUIDField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=120, default="")

    class Meta:
        db_table = "stock_alert_care"
        indexes = [models.Index(fields=["owner_id"], name="alert_care_owner")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(acknowledged_by=None, acknowledged_at=None)
                | models.Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="alert_care_whole",
            )
        ]
