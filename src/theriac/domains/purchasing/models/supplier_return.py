"""Goods that go back to their supplier, and the credit that is awaited for them."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class SupplierReturn(Entity):
    """What one branch sends back to one supplier. Sums are minor units of the currency.

    ``number`` is empty and ``expected`` is 0 until it is sent; from then on ``credited`` is the sum
    of its credit notes. It is settled when the credits are as expected, or when a person says why
    they differ (``difference_reason``).
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SENT = "sent"
        SETTLED = "settled"
        TAKEN_BACK = "taken_back"
        DISCARDED = "discarded"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    state = models.CharField(max_length=10, default=State.DRAFT)
    number = models.CharField(max_length=40, default="")
    note = models.CharField(max_length=120, default="")
    expected = models.PositiveBigIntegerField(default=0)
    credited = models.PositiveBigIntegerField(default=0)
    difference_reason = models.CharField(max_length=120, default="")
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    sent_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id supplier_id state sent_at",
        left_out=("number note expected credited difference_reason created_at created_by version"),
    )

    class Meta:
        db_table = "purchasing_return"
        indexes = [
            models.Index(fields=["branch", "state", "id"], name="return_by_state"),
            models.Index(fields=["supplier", "state"], name="return_of_supplier"),
        ]


class SupplierReturnLine(Entity):
    """``quantity`` base units of one batch, why they go back, and the credit that is asked."""

    class Why(models.TextChoices):
        EXPIRED = "expired"
        SHORT_DATED = "short_dated"
        DAMAGED = "damaged"
        RECALLED = "recalled"
        WRONG = "wrong"
        UNSOLD = "unsold"

    supplier_return = models.ForeignKey(
        SupplierReturn, on_delete=models.CASCADE, related_name="lines"
    )
    position = models.PositiveIntegerField()
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    why = models.CharField(max_length=12)
    credit = models.PositiveBigIntegerField()

    class Meta:
        db_table = "purchasing_return_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier_return", "batch"], name="return_line_of_batch"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gte=1), name="return_line_units_whole"
            ),
        ]


class SupplierReturnPosting(AppendOnlyModel):
    """That a return was sent, or that its goods came back: appended, sealed, never changed.

    ``content_hash`` is of the return with its lines as they were then.
    """

    class Kind(models.TextChoices):
        SENT = "sent"
        TAKEN_BACK = "taken_back"

    supplier_return = models.ForeignKey(
        SupplierReturn, on_delete=models.RESTRICT, related_name="postings"
    )
    posting_kind = models.CharField(max_length=10)
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    document_id = models.UUIDField()
    lines = models.PositiveIntegerField()
    quantity = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    expected = models.PositiveBigIntegerField()
    content_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=120, default="")
    person_id = models.UUIDField()
    business_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_return_posting"
        constraints = [
            models.UniqueConstraint(
                fields=["supplier_return", "posting_kind"], name="return_posted_once"
            )
        ]
        indexes = [models.Index(fields=["recorded_at"], name="return_posting_recorded")]


class SupplierCredit(AppendOnlyModel):
    """A credit note of the supplier: its own number, its date, ``amount`` minor units."""

    supplier_return = models.ForeignKey(
        SupplierReturn, on_delete=models.RESTRICT, related_name="credits"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40)
    credited_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_supplier_credit"
        constraints = [
            models.UniqueConstraint(fields=["supplier", "number"], name="supplier_credit_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=1), name="credit_positive"),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="supplier_credit_recorded")]
