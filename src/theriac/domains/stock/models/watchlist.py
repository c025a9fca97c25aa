"""Public lists of recalled and falsified medicines, and what of them the stock has."""

from __future__ import annotations

from django.db import models

from theriac.core.entity import Entity
from theriac.domains.stock.models.batch import Batch
from theriac.domains.stock.models.recall import Recall


class RecallList(Entity):
    """A public list that is read every night from its address; its last reading's result."""

    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    is_watched = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=250, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "stock_recall_list"


class ListedRecall(Entity):
    """One line of a list: a GTIN or a name, and a lot; "" is every lot.

    ``key`` is the hash of the line, so that reading the list again keeps it once.
    """

    list = models.ForeignKey(RecallList, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=64)
    gtin = models.CharField(max_length=14, default="")
    name = models.CharField(max_length=200, default="")
    folded = models.CharField(max_length=200, default="")
    lot = models.CharField(max_length=60, default="")
    reason = models.CharField(max_length=250, default="")
    reference = models.CharField(max_length=80, default="")
    first_read_at = models.DateTimeField()

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
    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    recall = models.ForeignKey(Recall, null=True, on_delete=models.RESTRICT, related_name="+")
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=250, default="")

    class Meta:
        db_table = "stock_recall_finding"
        constraints = [
            models.UniqueConstraint(fields=["line", "batch"], name="recall_finding_once")
        ]
        indexes = [models.Index(fields=["state", "found_at"], name="recall_finding_by_state")]
