"""A refill plan with its fills and reminders, a branch's rules for them, and programmes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class RefillPlan(Entity):
    """That a patient goes on taking a product: ``quantity`` base units last ``days``.

    ``line_id`` is the prescription's line that it follows, whose dispenses are its fills; without
    one the fills are noted here (``RefillFill``). ``product_id`` was given last. ``next_due_on``
    is the first day for which nothing is left, by ``rules.coverage.runs_out``; None before the
    first fill and while nobody said how long a fill lasts. ``open_key`` is unique while it stands,
    and empty for a plan that follows a line.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        PAUSED = "paused"
        ENDED = "ended"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    generic_id = models.UUIDField(null=True)
    patient_id = models.UUIDField()
    line_id = models.UUIDField(null=True, unique=True)
    quantity = models.PositiveBigIntegerField()
    days = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=6, default=State.ACTIVE)
    why = models.CharField(max_length=16, default="", blank=True)
    """The coded reason of a pause or an end."""
    last_filled_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True)
    started_at = models.DateTimeField()
    started_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    open_key = models.CharField(max_length=120, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id product_id patient_id line_id quantity days state why last_filled_on "
            "next_due_on started_by"
        ),
        left_out="generic_id started_at ended_at open_key version",
    )

    class Meta:
        db_table = "refills_plan"
        indexes = [
            models.Index(fields=["branch", "state", "next_due_on"], name="refill_plan_due"),
            models.Index(fields=["patient_id"], name="refill_plan_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="refill_plan_of_something"),
            models.CheckConstraint(condition=Q(days=None) | Q(days__gt=0), name="refill_plan_days"),
            models.CheckConstraint(
                condition=Q(state="active", why="", ended_at=None, days__isnull=False)
                | Q(state="paused", ended_at=None) & ~Q(why="")
                | Q(state="ended", ended_at__isnull=False, open_key=None) & ~Q(why=""),
                name="refill_plan_stands_or_ended",
            ),
        ]

    @property
    def code(self) -> str:
        """What tells whose goods these are without naming anybody: F and six signs."""
        return f"F{self.id.hex[-6:].upper()}"


class RefillFill(Entity):
    """``quantity`` base units that the patient got for a plan without a prescription, on a day.

    Never deleted: one that was wrong is taken back, and counts no more. ``reservation_id`` is the
    basket that was sold, where the fill was noted for it.
    """

    plan = models.ForeignKey(RefillPlan, on_delete=models.RESTRICT, related_name="fills")
    quantity = models.PositiveBigIntegerField()
    filled_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()
    reservation_id = models.UUIDField(null=True, unique=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)

    deciding = Deciding(
        "plan_id quantity filled_on noted_by reservation_id taken_back_by",
        left_out="noted_at taken_back_at",
    )

    class Meta:
        db_table = "refills_fill"
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="refill_fill_something"),
        ]


class RefillReminder(Entity):
    """That a patient is to be told of a plan's refill, what they said, and the basket of a yes.

    It stands (``open_key``) until the next fill, or until the plan is paused or ended: then it is
    ``closed``. ``due_on`` is the plan's due day when it was prepared; ``again_on`` is when to tell
    somebody again who asked for that or wasn't reached. ``missing``: base units that were too few.
    """

    class State(models.TextChoices):
        DUE = "due"
        TOLD = "told"
        LATER = "later"
        UNREACHABLE = "unreachable"
        DECLINED = "declined"
        READY = "ready"
        SHORT = "short"
        WAITING = "waiting"
        CLOSED = "closed"

    plan = models.ForeignKey(RefillPlan, on_delete=models.RESTRICT, related_name="reminders")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=11, default=State.DUE)
    due_on = models.DateField()
    late_at = models.DateTimeField()
    """From when on the refill is late, by the branch's days and its clock."""
    prepared_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.UUIDField(null=True)
    channel = models.CharField(max_length=12, default="", blank=True)
    again_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    reservation_id = models.UUIDField(null=True, unique=True)
    wait_id = models.UUIDField(null=True)
    quantity = models.PositiveBigIntegerField(default=0)
    alerts = models.PositiveSmallIntegerField(default=0)
    """How many alerts the safety checks gave at the yes."""
    stops = models.PositiveSmallIntegerField(default=0)
    """How many of them want a pharmacist's answer."""
    closed_at = models.DateTimeField(null=True)
    open_key = models.CharField(max_length=40, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "plan_id branch_id state due_on told_by channel again_on answered_by reservation_id "
            "wait_id quantity alerts stops"
        ),
        left_out="late_at prepared_at told_at answered_at closed_at open_key version",
    )

    class Meta:
        db_table = "refills_reminder"
        indexes = [
            models.Index(fields=["branch", "state", "again_on"], name="refill_reminder_of_branch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", open_key=None, closed_at__isnull=False)
                | ~Q(state="closed") & Q(open_key__isnull=False, closed_at=None),
                name="refill_reminder_open_or_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(reservation_id__isnull=False),
                name="refill_reminder_ready",
            ),
        ]


class RefillRules(Entity):
    """A branch's own numbers for its refills; those of ``rules.codes`` where none are."""

    branch = models.OneToOneField("organisation.Branch", on_delete=models.CASCADE, related_name="+")
    remind_days = models.PositiveSmallIntegerField()
    late_days = models.PositiveSmallIntegerField()
    hold_hours = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding("branch_id remind_days late_days hold_hours", left_out="version")

    class Meta:
        db_table = "refills_rules"


class ChronicProgramme(Entity):
    """A programme that the pharmacy follows people in: a known kind, or one with its own name."""

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=60, default="", blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    open_key = models.CharField(max_length=80, unique=True)

    deciding = Deciding("kind name opened_by", left_out="opened_at open_key")

    class Meta:
        db_table = "refills_programme"


class ProgrammeMember(Entity):
    """That a patient is in a programme, since when, at which branch; left with a coded reason."""

    programme = models.ForeignKey(
        ChronicProgramme, on_delete=models.RESTRICT, related_name="members"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField()
    joined_on = models.DateField()
    joined_by = models.UUIDField()
    left_at = models.DateTimeField(null=True)
    left_by = models.UUIDField(null=True)
    left_why = models.CharField(max_length=16, default="", blank=True)
    open_key = models.CharField(max_length=80, null=True, unique=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "programme_id branch_id patient_id joined_on joined_by left_by left_why",
        left_out="left_at open_key version",
    )

    class Meta:
        db_table = "refills_member"
        indexes = [
            models.Index(fields=["programme", "branch"], name="refill_member_of"),
            models.Index(fields=["patient_id"], name="refill_member_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None, left_why="")
                | Q(left_at__isnull=False, open_key=None) & ~Q(left_why=""),
                name="refill_member_in_or_left",
            ),
        ]
