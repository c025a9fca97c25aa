"""The cold chain: sensors, what they said, and when a place was outside its limits too long."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class ColdSensor(Entity):
    """A thermometer in a place; ``shelf`` names the fridge where the place has several.

    Limits are tenths of a degree Celsius. A run outside them of ``minutes`` is an excursion; after
    ``silent_minutes`` without a reading it counts as silent. ``storage`` is how the catalogue says
    that its products are kept.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    place = models.ForeignKey("stock.Place", on_delete=models.RESTRICT, related_name="+")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    shelf = models.CharField(max_length=20, default="")
    storage = models.CharField(max_length=60, default="fridge")
    low = models.IntegerField(default=20)
    high = models.IntegerField(default=80)
    minutes = models.PositiveIntegerField(default=30)
    silent_minutes = models.PositiveIntegerField(default=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id place_id storage low high minutes silent_minutes is_active",
        left_out="code name shelf created_at version",
    )

    class Meta:
        db_table = "stock_cold_sensor"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(low__lt=models.F("high")), name="cold_limits_apart"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ColdReading(AppendOnlyModel):
    """What a sensor said at an instant; ``is_out`` by the limits in force when it was recorded."""

    sensor = models.ForeignKey(ColdSensor, on_delete=models.RESTRICT, related_name="+")
    taken_at = models.DateTimeField()
    tenths = models.IntegerField()
    is_out = models.BooleanField()
    recorded_at = models.DateTimeField()
    actor_id = models.UUIDField()

    deciding = Deciding("sensor_id taken_at tenths is_out actor_id", left_out="recorded_at")

    class Meta:
        db_table = "stock_cold_reading"
        constraints = [
            models.UniqueConstraint(fields=["sensor", "taken_at"], name="cold_reading_once"),
            models.CheckConstraint(
                condition=models.Q(tenths__gte=-1000, tenths__lte=1000), name="cold_reading_sane"
            ),
        ]


class Excursion(Entity):
    """A run outside the limits that lasted too long, until a pharmacist assessed it.

    ``is_borne_out`` is False where readings that came later show that it was shorter.
    """

    sensor = models.ForeignKey(ColdSensor, on_delete=models.RESTRICT, related_name="excursions")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    began_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    lowest = models.IntegerField()
    highest = models.IntegerField()
    low = models.IntegerField()
    high = models.IntegerField()
    minutes = models.PositiveIntegerField()
    is_borne_out = models.BooleanField(default=True)
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    note = models.CharField(max_length=250, default="")

    deciding = Deciding(
        (
            "sensor_id branch_id began_at last_at ended_at lowest highest low high "
            "minutes is_borne_out closed_at closed_by"
        ),
        left_out="raised_at note",
    )

    class Meta:
        db_table = "stock_excursion"
        constraints = [
            models.UniqueConstraint(fields=["sensor", "began_at"], name="excursion_once"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(ended_at__isnull=False),
                name="excursion_closed_after_end",
            ),
        ]


class ExcursionBatch(Entity):
    """A batch that was in the place: held by it, until somebody decides with a reason."""

    class Decision(models.TextChoices):
        NONE = ""
        RELEASE = "release"
        QUARANTINE = "quarantine"
        DESTROY = "destroy"

    excursion = models.ForeignKey(Excursion, on_delete=models.RESTRICT, related_name="batches")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    was_held = models.BooleanField()
    decision = models.CharField(max_length=10, default="")
    reason = models.CharField(max_length=120, default="")
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    deciding = Deciding(
        "excursion_id batch_id quantity was_held decision decided_by decided_at",
        left_out="reason",
    )

    class Meta:
        db_table = "stock_excursion_batch"
        constraints = [
            models.UniqueConstraint(fields=["excursion", "batch"], name="excursion_batch_once"),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at=None)
                | (
                    ~models.Q(decision="")
                    & ~models.Q(reason="")
                    & models.Q(decided_at__isnull=False)
                ),
                name="excursion_batch_decided",
            ),
        ]
