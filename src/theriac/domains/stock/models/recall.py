"""A recall: which batches it froze, what was done about their units, and how it was closed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.entity import Entity
from theriac.domains.stock.models.batch import Batch


class Recall(Entity):
    """One recall, of all branches. ``number`` is the next of the branch that opened it.

    ``reference`` is the letter or notice of who ordered it.
    """

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"

    class Source(models.TextChoices):
        BATCH = "batch"
        GTIN = "gtin"
        FILE = "file"
        LIST = "list"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    source = models.CharField(max_length=5, choices=Source.choices)
    reason = models.CharField(max_length=250)
    reference = models.CharField(max_length=80, default="")
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stock_recall"
        indexes = [models.Index(fields=["state", "opened_at"], name="recall_by_state")]


class RecallBatch(AppendOnlyModel):
    """A batch that a recall froze, and the state it was in before."""

    recall = models.ForeignKey(Recall, on_delete=models.RESTRICT, related_name="batches")
    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    state_before = models.CharField(max_length=8)

    class Meta:
        db_table = "stock_recall_batch"
        constraints = [
            models.UniqueConstraint(fields=["recall", "batch"], name="recall_batch_once")
        ]


class RecallStep(AppendOnlyModel):
    """What was done in a recall, in its order: sealed, so that the file shows any change.

    ``document_id`` is that of the movements it posted. ``content_hash`` is of what belongs to it:
    the batches at the opening, the sums at the closing.
    """

    class Step(models.TextChoices):
        OPENED = "opened"
        ARRIVED = "arrived"
        FOUND = "found"
        BROUGHT_BACK = "brought_back"
        MISSING = "missing"
        LETTERS = "letters"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"

    recall = models.ForeignKey(Recall, on_delete=models.RESTRICT, related_name="steps")
    step = models.CharField(max_length=12, choices=Step.choices)
    branch_id = models.UUIDField()
    batch = models.ForeignKey(Batch, null=True, on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField(default=0)
    document_id = models.UUIDField(null=True)
    content_hash = models.CharField(max_length=64, default="")
    reason = models.CharField(max_length=250, default="")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_recall_step"
        indexes = [models.Index(fields=["recorded_at"], name="recall_step_recorded")]


class RecallClosing(AppendOnlyModel):
    """What became of one batch, as the recall was closed: all received units are accounted for.

    Base units of all branches. ``sold`` is with the customers, less what they brought back, which
    is among the found; ``explained`` is what adjustments, counts and write-offs took, less what
    they brought in.
    """

    step = models.ForeignKey(RecallStep, on_delete=models.RESTRICT, related_name="closings")
    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    received = models.BigIntegerField()
    found = models.BigIntegerField()
    returned = models.BigIntegerField()
    destroyed = models.BigIntegerField()
    sold = models.BigIntegerField()
    explained = models.BigIntegerField()

    class Meta:
        db_table = "stock_recall_closing"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    received=F("found")
                    + F("returned")
                    + F("destroyed")
                    + F("sold")
                    + F("explained")
                ),
                name="recall_closing_adds_up",
            ),
            models.UniqueConstraint(fields=["step", "batch"], name="recall_closing_once"),
        ]


class RecallLetter(AppendOnlyModel):
    """A patient was told, or will be: by letter, or by telephone with what came of it."""

    class Outcome(models.TextChoices):
        PREPARED = "prepared"
        TOLD = "told"
        NOT_REACHED = "not_reached"

    recall = models.ForeignKey(Recall, on_delete=models.RESTRICT, related_name="letters")
    patient_id = models.UUIDField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    branch_id = models.UUIDField()
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_recall_letter"
        indexes = [models.Index(fields=["patient_id"], name="recall_letter_of_patient")]
