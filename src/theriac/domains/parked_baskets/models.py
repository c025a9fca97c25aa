"""A basket that waits."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity


class ParkedBasket(Entity):
    """A basket under the id that its sale will have; ``terminal_id`` parked or fetched it last.

    ``sealed`` holds it and ``sealed_name`` what it is known by, sealed to the branch; both are ""
    once it is gone for good. ``parked_at`` and ``changed_at`` are the device's clock, the second
    tells an older delivery from a newer one. ``total`` is minor units as it was parked, None where
    a line had no price.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        FETCHED = "fetched"
        EXPIRED = "expired"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    terminal_id = models.UUIDField()
    person_id = models.UUIDField()
    state = models.CharField(max_length=8, default=State.WAITING)
    parked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    lines = models.PositiveIntegerField()
    total = models.BigIntegerField(null=True)
    sealed = models.TextField(default="")
    sealed_name = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "parked_basket"
        indexes = [models.Index(fields=["branch", "state", "received_at"], name="parked_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(state="waiting", ended_at=None) & ~models.Q(sealed=""))
                | models.Q(state="fetched", ended_at__isnull=False)
                | models.Q(state="expired", ended_at__isnull=False, sealed="", sealed_name=""),
                name="parked_whole",
            )
        ]
