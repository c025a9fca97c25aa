"""Minimum stock set by hand, and the alerts: one a condition, cleared by itself.

And the want list of a branch (defekta, short book): what is to be bought, until it came.
"""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class StockMinimum(Entity):
    """The least that a branch wants of a product, in base units."""

    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding("product_id branch_id quantity", left_out="version")

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

    kind = models.CharField(max_length=8)
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+")
    sensor = models.ForeignKey(
        "cold_chain.ColdSensor", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    excursion = models.ForeignKey(
        "cold_chain.Excursion", null=True, on_delete=models.RESTRICT, related_name="+"
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


class WantEntry(Entity):
    """Something that a branch wants: a product, or in words what the catalogue doesn't have.

    ``quantity`` counts base units of a product, else ``unit`` (boxes, bottles) of what ``text``
    says. ``open_key`` is unique while it stands on the list and empty afterwards, so that one
    thing stands there once. No patient is named here: ``note`` is read by whoever buys.
    ``order_id`` is the purchase order that took it; what is to come, that order's lines say.
    """

    class Source(models.TextChoices):
        LOW = "low"
        HAND = "hand"
        LOST_SALE = "lost_sale"
        OWING = "owing"
        NEED = "need"

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        CAME = "came"
        ENOUGH = "enough"
        REMOVED = "removed"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey(
        "catalog.Product", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    text = models.CharField(max_length=120, default="")
    unit = models.CharField(max_length=24, default="")
    quantity = models.PositiveBigIntegerField()
    note = models.CharField(max_length=120, default="")
    source = models.CharField(max_length=10)
    state = models.CharField(max_length=8, default=State.OPEN)
    open_key = models.CharField(max_length=200, null=True, unique=True)
    added_by = models.UUIDField()
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    order_id = models.UUIDField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.CharField(max_length=120, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stock_want"
        indexes = [models.Index(fields=["branch", "state", "added_at"], name="want_of_branch")]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="want_something"),
            models.CheckConstraint(
                condition=models.Q(product__isnull=False, text="", unit="")
                | (models.Q(product=None) & ~models.Q(text="")),
                name="want_product_or_words",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, open_key__isnull=False)
                | models.Q(ended_at__isnull=False, open_key=None),
                name="want_listed_or_ended",
            ),
        ]
