"""A count of stock: its sheets, what was looked at, what was posted, what came late."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class StockCount(Entity):
    """One count of a part of a branch. ``scope_of`` names the shelves or classes it is of."""

    class State(models.TextChoices):
        OPEN = "open"
        POSTED = "posted"
        CANCELLED = "cancelled"

    class Scope(models.TextChoices):
        WHOLE = "whole"
        SHELF = "shelf"
        CLASS = "class"
        PRODUCTS = "products"
        DUE = "due"
        CONTROLLED = "controlled"
        NEVER = "never"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    scope = models.CharField(max_length=10)
    scope_of = models.CharField(max_length=250, default="")
    state = models.CharField(max_length=9, default=State.OPEN)
    note = models.CharField(max_length=120, default="")
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id number scope scope_of state",
        left_out="note begun_at begun_by ended_at ended_by version",
    )

    class Meta:
        db_table = "stock_count"
        indexes = [models.Index(fields=["branch", "state", "begun_at"], name="count_by_state")]


class CountLine(Entity):
    """A batch in a place that is to be counted, on the sheet of its shelf.

    ``open_key`` names batch and place while the count is open, so that two open counts never have
    the same one; it is None afterwards. ``asked_by`` wants it counted again by somebody else.
    """

    count = models.ForeignKey(StockCount, on_delete=models.RESTRICT, related_name="lines")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    place = models.ForeignKey("stock.Place", on_delete=models.RESTRICT, related_name="+")
    product_id = models.UUIDField()
    sheet = models.CharField(max_length=40, default="")
    open_key = models.CharField(max_length=80, null=True, unique=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.UUIDField(null=True)

    class Meta:
        db_table = "stock_count_line"
        constraints = [
            models.UniqueConstraint(fields=["count", "batch", "place"], name="count_line_once")
        ]


class CountEntry(AppendOnlyModel):
    """What one person found at one look: base units, and the instant by the server's clock.

    The id is made where it was typed, so that a repeated sending changes nothing. ``told_at`` is
    the instant as the device told it.
    """

    class Way(models.TextChoices):
        SCREEN = "screen"
        PAPER = "paper"
        PHONE = "phone"
        PROGRAM = "program"

    line = models.ForeignKey(CountLine, on_delete=models.RESTRICT, related_name="entries")
    counted = models.PositiveBigIntegerField()
    looked_at = models.DateTimeField()
    told_at = models.DateTimeField()
    way = models.CharField(max_length=7)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    deciding = Deciding("line_id counted looked_at way person_id", left_out="told_at recorded_at")

    class Meta:
        db_table = "stock_count_entry"


class CountPosting(AppendOnlyModel):
    """A count's posting, for good: what it changed, by whom, who approved it.

    Values are minor units at cost. ``content_hash`` is of its results in the order of their ids.
    """

    count = models.OneToOneField(StockCount, on_delete=models.RESTRICT, related_name="posting")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    lines = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    units_over = models.PositiveBigIntegerField()
    units_short = models.PositiveBigIntegerField()
    value_over = models.PositiveBigIntegerField()
    value_short = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    content_hash = models.CharField(max_length=64)
    person_id = models.UUIDField()
    approved_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "stock_count_posting"
        indexes = [models.Index(fields=["recorded_at"], name="count_posting_recorded")]


class CountResult(AppendOnlyModel):
    """A posted line: what was counted, what the ledger had at the look, and its value at cost."""

    posting = models.ForeignKey(CountPosting, on_delete=models.RESTRICT, related_name="results")
    entry = models.OneToOneField(CountEntry, on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    place = models.ForeignKey("stock.Place", on_delete=models.RESTRICT, related_name="+")
    product_id = models.UUIDField()
    branch_id = models.UUIDField()
    counted = models.PositiveBigIntegerField()
    expected = models.BigIntegerField()
    value = models.BigIntegerField(null=True)
    looked_at = models.DateTimeField()

    deciding = Deciding(
        "posting_id entry_id batch_id place_id counted expected value",
        left_out="product_id branch_id looked_at",
    )

    class Meta:
        db_table = "stock_count_result"
        indexes = [
            models.Index(fields=["batch", "looked_at"], name="count_result_of_batch"),
            models.Index(fields=["branch_id", "product_id", "looked_at"], name="count_last_look"),
        ]

    @property
    def difference(self) -> int:
        """Counted less expected."""
        return int(self.counted) - int(self.expected)


class CountCorrection(AppendOnlyModel):
    """What a posted line was made good by, when a movement from before its look came afterwards.

    ``quantity`` is signed; the movement of kind count has this row's id as its line.
    """

    result = models.ForeignKey(CountResult, on_delete=models.RESTRICT, related_name="corrections")
    quantity = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    deciding = Deciding("result_id quantity recorded_at")

    class Meta:
        db_table = "stock_count_correction"
        constraints = [
            models.CheckConstraint(condition=~models.Q(quantity=0), name="count_correction_some")
        ]


class CountDue(Entity):
    """A product that is to be counted at a branch on a day, and why."""

    class Reason(models.TextChoices):
        CONTROLLED = "controlled"
        RISK = "risk"
        NEVER = "never"
        CLASS_A = "class_a"
        CLASS_B = "class_b"
        CLASS_C = "class_c"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    due_on = models.DateField()
    reason = models.CharField(max_length=10)
    rank = models.PositiveIntegerField()

    class Meta:
        db_table = "stock_count_due"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "due_on", "product"], name="count_due_once")
        ]
