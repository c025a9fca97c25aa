"""The roster's shifts, the turns of duty that were really begun, and a branch's stricter rule."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class DutyShift(Entity):
    """A pharmacist is planned at a branch from one instant to another; removed, it stays on record.

    ``begins_at`` and ``ends_at`` are instants; the day of a shift is that of its beginning.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    person_id = models.UUIDField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_by = models.UUIDField()
    removed_at = models.DateTimeField(null=True)
    removed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id person_id begins_at ends_at removed_at",
        left_out="planned_by removed_by version",
    )

    class Meta:
        db_table = "duty_shift"
        indexes = [
            models.Index(fields=["branch", "begins_at"], name="shift_of_branch"),
            models.Index(fields=["person_id", "begins_at"], name="shift_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="shift_lasts"
            )
        ]


class DutyTurn(AppendOnlyModel):
    """Somebody came on duty: from ``started_at`` until they leave, at the latest at ``until``.

    ``licence_kind`` and ``licence_until`` are those of the licence that was looked at; "" where
    the country asks for none.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    person_id = models.UUIDField()
    started_at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_at = models.DateTimeField()
    terminal_id = models.UUIDField(null=True)
    shift_id = models.UUIDField(null=True)
    licence_id = models.UUIDField(null=True)
    licence_kind = models.CharField(max_length=20, default="", blank=True)
    licence_until = models.DateField(null=True)

    class Meta:
        db_table = "duty_turn"
        indexes = [
            models.Index(fields=["branch", "until"], name="turn_of_branch"),
            models.Index(fields=["recorded_at"], name="turn_recorded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("started_at")), name="turn_lasts"
            )
        ]


class DutyTurnEnd(AppendOnlyModel):
    """Somebody left before their turn ended by itself, or another signed them off."""

    turn = models.OneToOneField(DutyTurn, on_delete=models.RESTRICT, related_name="end")
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField()
    reason = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        db_table = "duty_turn_end"
        indexes = [models.Index(fields=["ended_at"], name="turn_ended")]


class DutyHolder(Entity):
    """A person with turns or shifts: locked by what begins or ends a turn or plans a shift."""

    person_id = models.UUIDField(unique=True)

    class Meta:
        db_table = "duty_holder"


class BranchDutyRule(Entity):
    """Whether a branch wants a pharmacist on duty for prescription-only goods beyond the law."""

    branch = models.OneToOneField("organisation.Branch", on_delete=models.CASCADE, related_name="+")
    asked = models.BooleanField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding("branch_id asked", left_out="version")

    class Meta:
        db_table = "duty_branch_rule"
