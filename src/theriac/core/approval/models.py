"""Approvals and their use, limits, and the rules for who works alone.

Rows are only added, but for the sum of a person's day.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core import clock
from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class SingleHandedRule(AppendOnlyModel):
    """An owner's word that at a branch one person may confirm an action twice instead of two."""

    action = models.CharField(max_length=60)
    branch_id = models.UUIDField()
    starts_at = models.DateTimeField()
    signed_at = models.DateTimeField()
    signed_by = models.UUIDField()
    reason = models.CharField(max_length=250)

    deciding = Deciding("action branch_id starts_at signed_at signed_by", left_out="reason")

    class Meta:
        db_table = "approval_single_handed_rule"
        indexes = [models.Index(fields=["branch_id", "action"], name="approval_rule_of_branch")]


class SingleHandedEnd(AppendOnlyModel):
    """A rule taken back; from then on it lets nobody act alone."""

    rule = models.OneToOneField(SingleHandedRule, on_delete=models.RESTRICT, related_name="end")
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField()
    reason = models.CharField(max_length=250)

    deciding = Deciding("rule_id ended_at ended_by", left_out="reason")

    class Meta:
        db_table = "approval_single_handed_end"


class ApprovalLimit(AppendOnlyModel):
    """Up to where a branch asks nobody, from ``set_at`` until the next; None: never asked.

    ``role`` is the code of whose people it is for, "" for everybody there.
    """

    action = models.CharField(max_length=60)
    branch_id = models.UUIDField()
    role = models.CharField(max_length=40, default="", db_default="")
    amount = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    reason = models.CharField(max_length=250)

    deciding = Deciding("action branch_id role amount set_at set_by", left_out="reason")

    class Meta:
        db_table = "approval_limit"
        indexes = [
            models.Index(fields=["branch_id", "action", "set_at"], name="approval_limit_of_branch")
        ]


class UnaskedDay(Entity):
    """What one person changed at a branch in a day without asking, in minor units; it grows."""

    action = models.CharField(max_length=60)
    branch_id = models.UUIDField()
    person_id = models.UUIDField()
    day = models.DateField()
    amount = models.PositiveBigIntegerField(default=0)

    deciding = Deciding("action branch_id person_id day amount")

    class Meta:
        db_table = "approval_unasked_day"
        constraints = [
            models.UniqueConstraint(
                fields=["branch_id", "action", "person_id", "day"], name="approval_unasked_once"
            )
        ]


class Approval(AppendOnlyModel):
    """One person's yes to what another is about to do; ``content`` holds no personal data.

    ``approved_at`` is the clock where it was given, ``recorded_at`` ours. With a ``rule`` the same
    person confirmed alone, else two people stand here.
    """

    class Means(models.TextChoices):
        PIN = "pin"
        SIGNED_IN = "own"
        PASSKEY = "passkey"
        BADGE = "badge"

    action = models.CharField(max_length=60)
    branch_id = models.UUIDField()
    terminal_id = models.UUIDField(null=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    requested_by = models.UUIDField()
    approved_by = models.UUIDField()
    means = models.CharField(max_length=8)
    reason = models.CharField(max_length=250)
    rule = models.ForeignKey(
        SingleHandedRule, null=True, on_delete=models.RESTRICT, related_name="+"
    )
    approved_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    deciding = Deciding(
        (
            "action branch_id terminal_id content_hash requested_by approved_by means "
            "rule_id approved_at expires_at"
        ),
        left_out="content reason recorded_at",
    )

    class Meta:
        db_table = "approval_approval"
        indexes = [
            models.Index(fields=["branch_id", "recorded_at"], name="approval_of_branch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(rule=None) & ~Q(requested_by=F("approved_by")))
                | (Q(rule__isnull=False) & Q(requested_by=F("approved_by"))),
                name="approval_by_two_or_by_rule",
            )
        ]


class ApprovalUse(AppendOnlyModel):
    """The one use of an approval: by which command, for which object."""

    approval = models.OneToOneField(Approval, on_delete=models.RESTRICT, related_name="use")
    used_at = models.DateTimeField()
    used_by = models.UUIDField()
    command = models.CharField(max_length=80)
    effect_id = models.UUIDField()

    deciding = Deciding("approval_id used_at used_by command effect_id")

    class Meta:
        db_table = "approval_use"
        indexes = [models.Index(fields=["effect_id"], name="approval_used_for")]


class ApprovalRequest(AppendOnlyModel):
    """What was refused for want of somebody's yes, left waiting for one until ``ends_at``.

    ``content`` is what the approval will be of, exactly. ``page`` is the path of the form that it
    was typed into, ``typed`` its fields as the browser sent them; both empty where there was none.
    """

    action = models.CharField(max_length=60)
    branch_id = models.UUIDField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    requested_by = models.UUIDField()
    reason = models.CharField(max_length=250)
    page = models.CharField(max_length=250, default="")
    typed = models.TextField(default="")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    deciding = Deciding(
        "action branch_id content_hash requested_by asked_at ends_at",
        left_out="content reason page typed",
    )

    class Meta:
        db_table = "approval_request"
        indexes = [
            models.Index(fields=["branch_id", "asked_at"], name="approval_request_of_branch"),
            models.Index(fields=["requested_by", "asked_at"], name="approval_request_of_person"),
        ]

    @property
    def decided(self) -> ApprovalDecision | None:
        """What became of it; None while nobody said."""
        return getattr(self, "decision", None)

    @property
    def state(self) -> str:
        """``waiting``, ``granted``, ``refused`` (or taken back), or ``over`` undecided."""
        if self.decided is not None:
            return "granted" if self.decided.approval_id else "refused"
        return "waiting" if self.ends_at >= clock.now() else "over"


class ApprovalDecision(AppendOnlyModel):
    """What became of a request: a yes, with the approval that it is, a no, or taken back."""

    request = models.OneToOneField(
        ApprovalRequest, on_delete=models.RESTRICT, related_name="decision"
    )
    approval = models.OneToOneField(
        Approval, null=True, on_delete=models.RESTRICT, related_name="decision"
    )
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=250)

    deciding = Deciding("request_id approval_id decided_by decided_at", left_out="reason")

    class Meta:
        db_table = "approval_decision"
