"""One who waits for units of a product at a branch, and how long a branch holds them."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Wait(Entity):
    """``quantity`` base units of a product that someone waits for; ``since`` is their place.

    Someone is a patient's record or the number of a ticket. An offer is the reservation that holds
    the goods until ``hold_until``. ``open_key`` is unique while it stands, and empty afterwards.
    """

    class Priority(models.TextChoices):
        URGENT = "urgent"
        NORMAL = "normal"

    class State(models.TextChoices):
        WAITING = "waiting"
        OFFERED = "offered"
        SERVED = "served"
        EXPIRED = "expired"
        PASSED = "passed"
        LEFT = "left"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField(null=True)
    ticket = models.CharField(max_length=12, default="", blank=True)
    priority = models.CharField(max_length=6)
    quantity = models.PositiveBigIntegerField()
    state = models.CharField(max_length=8, default=State.WAITING)
    since = models.DateTimeField()
    joined_by = models.UUIDField()
    reservation_id = models.UUIDField(null=True, unique=True)
    offered_at = models.DateTimeField(null=True)
    hold_until = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_reason = models.CharField(max_length=120, default="", blank=True)
    open_key = models.CharField(max_length=140, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id product_id patient_id priority quantity state since joined_by "
            "reservation_id hold_until ended_by"
        ),
        left_out="ticket offered_at told_at told_by ended_at ended_reason open_key version",
    )

    class Meta:
        db_table = "waitlist_wait"
        indexes = [
            models.Index(fields=["branch", "product", "state"], name="wait_of_line"),
            models.Index(fields=["branch", "state", "since"], name="wait_of_branch"),
            models.Index(fields=["patient_id"], name="wait_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(patient_id__isnull=False, ticket="")
                | (models.Q(patient_id=None) & ~models.Q(ticket="")),
                name="wait_of_somebody",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="wait_for_something"),
            models.CheckConstraint(
                condition=models.Q(
                    state="waiting", reservation_id=None, hold_until=None, ended_at=None
                )
                | models.Q(
                    state="offered",
                    reservation_id__isnull=False,
                    hold_until__isnull=False,
                    ended_at=None,
                )
                | (
                    ~models.Q(state__in=["waiting", "offered"])
                    & models.Q(ended_at__isnull=False, open_key=None)
                ),
                name="wait_stands_or_ended",
            ),
        ]

    @property
    def code(self) -> str:
        """What tells whose goods these are without naming anybody: a ticket, else six signs."""
        return self.ticket or f"W{self.id.hex[-6:].upper()}"


class HoldTime(Entity):
    """For how many hours a branch holds goods for who is first; ``rules.HOURS`` where none is."""

    branch = models.OneToOneField("organisation.Branch", on_delete=models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding("branch_id hours", left_out="version")

    class Meta:
        db_table = "waitlist_hold_time"
