"""What suppliers ask for and credit, and what was paid of it: appended, sealed, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.domains.purchasing.models.receipt import GoodsReceipt
from theriac.domains.purchasing.models.supplier_return import SupplierCredit


class SupplierBill(AppendOnlyModel):
    """An invoice, or a credit note: ``amount`` minor units that are owed, below zero for a credit.

    It is the bill of one delivery, the note of one return, or was owed before the books began.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    receipt = models.OneToOneField(
        GoodsReceipt, null=True, on_delete=models.RESTRICT, related_name="bill"
    )
    credit = models.OneToOneField(
        SupplierCredit, null=True, on_delete=models.RESTRICT, related_name="bill"
    )
    number = models.CharField(max_length=40)
    billed_on = models.DateField()
    due_on = models.DateField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_bill"
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt__isnull=False, credit__isnull=True, amount__gte=0)
                | Q(receipt__isnull=True, credit__isnull=False, amount__lt=0)
                | Q(receipt__isnull=True, credit__isnull=True, amount__gte=1),
                name="bill_of_one_document",
            )
        ]
        indexes = [
            models.Index(fields=["branch", "due_on"], name="bill_due"),
            models.Index(fields=["recorded_at"], name="bill_recorded"),
        ]


class BillCancellation(AppendOnlyModel):
    """That nothing is owed of a bill any more: its delivery was reversed."""

    bill = models.OneToOneField(
        SupplierBill, on_delete=models.RESTRICT, related_name="cancellation"
    )
    reason = models.CharField(max_length=120, default="")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_bill_cancellation"
        indexes = [models.Index(fields=["recorded_at"], name="bill_cancellation_recorded")]


class SupplierPayment(AppendOnlyModel):
    """What one supplier was paid from an account of the books: the sum of its lines.

    Those that were recorded at once have one ``run_id``. ``amount`` is minor units of
    ``currency``; 0 where credits made up for the bills. One that was
    recorded by mistake is withdrawn by a counter-row that turns its lines round.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    run_id = models.UUIDField(db_index=True)
    withdraws = models.OneToOneField(
        "self", null=True, on_delete=models.RESTRICT, related_name="withdrawal"
    )
    paid_from = models.CharField(max_length=24)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_on = models.DateField()
    reference = models.CharField(max_length=80, default="")
    reason = models.CharField(max_length=120, default="")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_payment"
        indexes = [
            models.Index(fields=["branch", "paid_on"], name="payment_of_day"),
            models.Index(fields=["recorded_at"], name="supplier_payment_recorded"),
        ]


class SupplierPaymentLine(AppendOnlyModel):
    """What of a bill a payment settled, with the bill's sign; a counter-row turns it round."""

    payment = models.ForeignKey(SupplierPayment, on_delete=models.RESTRICT, related_name="lines")
    bill = models.ForeignKey(SupplierBill, on_delete=models.RESTRICT, related_name="lines")
    position = models.PositiveIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        db_table = "purchasing_payment_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "bill"], name="payment_of_bill_once")
        ]
