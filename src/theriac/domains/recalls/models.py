"""A recall: which batches it froze, what was done about their units, and how it was closed.

And the public lists of recalled and falsified medicines, with what of them the stock has.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


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
    state = models.CharField(max_length=9, default=State.OPEN)
    source = models.CharField(max_length=5)
    reason = models.CharField(max_length=250)
    reference = models.CharField(max_length=80, default="")
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id number state source ended_at ended_by",
        left_out="reason reference opened_at opened_by version",
    )

    class Meta:
        db_table = "stock_recall"
        indexes = [models.Index(fields=["state", "opened_at"], name="recall_by_state")]


class RecallBatch(AppendOnlyModel):
    """A batch that a recall froze, and the state it was in before."""

    recall = models.ForeignKey(Recall, on_delete=models.RESTRICT, related_name="batches")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    state_before = models.CharField(max_length=8)

    deciding = Deciding("recall_id batch_id state_before")

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
    step = models.CharField(max_length=12)
    branch_id = models.UUIDField()
    batch = models.ForeignKey("stock.Batch", null=True, on_delete=models.RESTRICT, related_name="+")
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
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
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
    outcome = models.CharField(max_length=12)
    branch_id = models.UUIDField()
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    deciding = Deciding(
        "recall_id patient_id outcome branch_id person_id",
        left_out="recorded_at",
    )

    class Meta:
        db_table = "stock_recall_letter"
        indexes = [models.Index(fields=["patient_id"], name="recall_letter_of_patient")]


class RecallList(Entity):
    """A public list that is read every night from its address; its last reading's result.

    ``unread`` things of its lines weren't understood; ``unread_lines`` holds the first of them:
    the line's number (0: not known), its text, and why (queries/list_text.py).
    """

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    is_watched = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    unread_lines = models.JSONField(default=list)
    problem = models.CharField(max_length=250, default="")
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "url is_watched entries unread problem", left_out="name read_at unread_lines version"
    )

    class Meta:
        db_table = "stock_recall_list"


class ListedRecall(Entity):
    """One line of a list: a GTIN or a name, and a lot; "" is every lot.

    ``expires`` is the lot's expiry there, as 2026-12-31 or "". ``key`` is the hash of the line, so
    that reading the list again keeps it once.
    """

    list = models.ForeignKey(RecallList, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=64)
    gtin = models.CharField(max_length=14, default="")
    name = models.CharField(max_length=200, default="")
    folded = models.CharField(max_length=200, default="")
    lot = models.CharField(max_length=60, default="")
    reason = models.CharField(max_length=250, default="")
    reference = models.CharField(max_length=80, default="")
    expires = models.CharField(max_length=20, default="")
    first_read_at = models.DateTimeField()

    deciding = Deciding(
        "list_id key gtin folded lot",
        left_out="name reason reference expires first_read_at",
    )

    class Meta:
        db_table = "stock_listed_recall"
        constraints = [models.UniqueConstraint(fields=["list", "key"], name="listed_recall_once")]


class RecallFinding(Entity):
    """A batch of the stock that a list names: a person opens a recall, or says why not."""

    class State(models.TextChoices):
        OPEN = "open"
        RECALLED = "recalled"
        DISMISSED = "dismissed"

    line = models.ForeignKey(ListedRecall, on_delete=models.CASCADE, related_name="findings")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=9, default=State.OPEN)
    recall = models.ForeignKey(Recall, null=True, on_delete=models.RESTRICT, related_name="+")
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=250, default="")

    deciding = Deciding(
        "line_id batch_id state recall_id settled_at settled_by",
        left_out="found_at reason",
    )

    class Meta:
        db_table = "stock_recall_finding"
        constraints = [
            models.UniqueConstraint(fields=["line", "batch"], name="recall_finding_once")
        ]
        indexes = [models.Index(fields=["state", "found_at"], name="recall_finding_by_state")]
