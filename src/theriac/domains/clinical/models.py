"""Sets of knowledge with their lines, and who put them in force or withdrew them."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class KnowledgeSet(Entity):
    """A set of one name and edition. Files are taken in while it is a draft, and never after.

    ``unread`` rows of its files weren't understood; ``unread_rows`` are the first of them.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        IN_FORCE = "in_force"
        WITHDRAWN = "withdrawn"

    name = models.CharField(max_length=80)
    edition = models.CharField(max_length=40)
    source = models.CharField(max_length=250)
    licence = models.CharField(max_length=120)
    dated_on = models.DateField(null=True)
    state = models.CharField(max_length=9, default=State.DRAFT)
    in_force_from = models.DateField(null=True)
    lines_count = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    unread_rows = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    version = models.PositiveIntegerField(default=0)

    deciding = Deciding(
        "name edition state in_force_from lines_count",
        left_out="source licence dated_on unread unread_rows made_at made_by version",
    )

    class Meta:
        db_table = "clinical_set"
        constraints = [
            models.UniqueConstraint(fields=["name", "edition"], name="clinical_set_once")
        ]
        indexes = [models.Index(fields=["state", "name"], name="clinical_set_by_state")]


class KnowledgeLine(AppendOnlyModel):
    """One line of a set (``rules.knowledge.Line``); ``position`` is its place there."""

    set = models.ForeignKey(KnowledgeSet, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    first = models.CharField(max_length=120)
    second = models.CharField(max_length=120, default="")
    rule = models.CharField(max_length=80, default="")
    tier = models.PositiveSmallIntegerField()
    said = models.JSONField(default=dict)
    to_do = models.JSONField(default=dict)
    source = models.CharField(max_length=300, default="")
    amount = models.BigIntegerField(null=True)
    by_weight = models.BooleanField(default=False)
    from_months = models.PositiveIntegerField(null=True)
    to_months = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "clinical_line"
        constraints = [
            models.UniqueConstraint(fields=["set", "position"], name="clinical_line_once")
        ]
        indexes = [
            models.Index(fields=["set", "first"], name="clinical_line_by_first"),
            models.Index(fields=["set", "second"], name="clinical_line_by_second"),
        ]


class KnowledgeStep(AppendOnlyModel):
    """A set was put in force or withdrawn; ``content_hash`` is of all its lines then."""

    class Step(models.TextChoices):
        PUT_IN_FORCE = "put_in_force"
        WITHDRAWN = "withdrawn"

    set = models.ForeignKey(KnowledgeSet, on_delete=models.RESTRICT, related_name="steps")
    step = models.CharField(max_length=12)
    in_force_from = models.DateField(null=True)
    content_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=250)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "clinical_step"
        indexes = [
            models.Index(fields=["recorded_at"], name="clinical_step_recorded"),
            models.Index(fields=["set", "recorded_at"], name="clinical_step_of_set"),
        ]


class AnsweredAlert(AppendOnlyModel):
    """An alert in spite of which medicines went out: which, why, and who answers for it.

    ``subject_id`` is the sale or prescription of ``subject_kind``. Of a check of a person ``rule``
    is the check's own name: no word of the record stands here. ``approval_id`` is a second
    person's, who then is ``answered_by``.
    """

    class Subject(models.TextChoices):
        SALE = "sale"
        PRESCRIPTION = "prescription"

    branch_id = models.UUIDField()
    subject_kind = models.CharField(max_length=12)
    subject_id = models.UUIDField()
    check_kind = models.CharField(max_length=12)
    rule = models.CharField(max_length=260)
    tier = models.PositiveSmallIntegerField()
    set_name = models.CharField(max_length=80, default="")
    edition = models.CharField(max_length=40, default="")
    product_ids = models.JSONField()
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=250, default="")
    asked_by = models.UUIDField()
    answered_by = models.UUIDField()
    approval_id = models.UUIDField(null=True)
    answered_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "clinical_answer"
        indexes = [
            models.Index(fields=["subject_id"], name="clinical_answer_of_subject"),
            models.Index(fields=["branch_id", "recorded_at"], name="clinical_answer_of_branch"),
            models.Index(fields=["recorded_at"], name="clinical_answer_recorded"),
        ]


class RuleWeight(AppendOnlyModel):
    """A rule's alerts have another tier here than their set gives them; the newest row counts.

    ``tier`` None gives the rule back what its set says; ``before`` is what counted until then,
    None for the set's own.
    """

    check_kind = models.CharField(max_length=12)
    set_name = models.CharField(max_length=80, default="")
    rule = models.CharField(max_length=260)
    tier = models.PositiveSmallIntegerField(null=True)
    before = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=250)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "clinical_weight"
        indexes = [models.Index(fields=["recorded_at"], name="clinical_weight_recorded")]


class AlertCount(Entity):
    """How often a rule's alerts were shown on a day, answered, and heeded, as one source counts.

    ``source`` is a device's pairing, or "sales" and "reviews" for what the server counts itself.
    No basket, person or patient stands here. ``key`` is a digest of what it counts.
    """

    key = models.CharField(max_length=64, unique=True)
    branch_id = models.UUIDField()
    source = models.CharField(max_length=80)
    on = models.DateField()
    check_kind = models.CharField(max_length=12)
    set_name = models.CharField(max_length=80, default="")
    rule = models.CharField(max_length=260)
    tier = models.PositiveSmallIntegerField()
    shown = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    heeded = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "clinical_alert_count"
        indexes = [
            models.Index(fields=["on", "branch_id"], name="clinical_count_by_day"),
            models.Index(fields=["source", "on"], name="clinical_count_of_source"),
        ]


class RefusedAlert(Entity):
    """An alert that refused a program's sale, until it is known what became of it.

    Kept for minutes: ``key`` is a digest of the terminal and of what the alert is about.
    """

    key = models.CharField(max_length=64, unique=True)
    branch_id = models.UUIDField()
    terminal_id = models.UUIDField()
    on = models.DateField()
    refused_at = models.DateTimeField()
    check_kind = models.CharField(max_length=12)
    set_name = models.CharField(max_length=80, default="")
    rule = models.CharField(max_length=260)
    tier = models.PositiveSmallIntegerField()
    product_ids = models.JSONField()

    class Meta:
        db_table = "clinical_refused_alert"
        indexes = [models.Index(fields=["refused_at"], name="clinical_refused_when")]
