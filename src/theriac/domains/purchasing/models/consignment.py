"""What was paid to suppliers for consigned goods: appended, sealed, never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel


class ConsignmentSettlement(AppendOnlyModel):
    """A payment to one supplier for the consigned goods that one branch sold in a period.

    The period is days by the branch's own date, ``first_on`` to ``last_on``, and the instants from
    ``begins_at`` until before ``ends_at`` that these were when it was recorded; it begins where the
    one before ended. ``amount`` is minor units of ``currency``, the sum of its lines, below zero
    where more came back than was sold. One that was recorded by mistake is withdrawn by a
    counter-row, which names it, repeats its period and turns its amount round.

    ``sequence`` counts both kinds of one branch and supplier, so that of two at once one is
    refused.
    """

    class Kind(models.TextChoices):
        RECORDED = "recorded"
        WITHDRAWN = "withdrawn"

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    supplier = models.ForeignKey("suppliers.Supplier", on_delete=models.RESTRICT, related_name="+")
    sequence = models.PositiveIntegerField()
    posting_kind = models.CharField(max_length=9)
    withdraws = models.OneToOneField(
        "self", null=True, on_delete=models.RESTRICT, related_name="withdrawal"
    )
    first_on = models.DateField()
    last_on = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_on = models.DateField()
    reference = models.CharField(max_length=80, default="")
    reason = models.CharField(max_length=120, default="")
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "purchasing_consignment"
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "supplier", "sequence"], name="consignment_sequence_once"
            ),
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on")) & Q(begins_at__lt=F("ends_at")),
                name="consignment_period_runs",
            ),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="consignment_recorded")]


class ConsignmentLine(AppendOnlyModel):
    """What was sold of one batch in the period of a settlement, less what came back, and its due.

    ``sold`` is base units, ``due`` minor units: their share of ``cost_amount`` for ``cost_units``,
    as the batch's cost was then, rounded half up once.
    """

    settlement = models.ForeignKey(
        ConsignmentSettlement, on_delete=models.RESTRICT, related_name="lines"
    )
    position = models.PositiveIntegerField()
    batch = models.ForeignKey("stock.Batch", on_delete=models.RESTRICT, related_name="+")
    sold = models.BigIntegerField()
    due = models.BigIntegerField()
    cost_amount = models.PositiveBigIntegerField()
    cost_units = models.PositiveIntegerField()

    class Meta:
        db_table = "purchasing_consignment_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement", "batch"], name="consignment_line_of_batch"
            ),
            models.CheckConstraint(
                condition=Q(cost_units__gte=1), name="consignment_cost_units_whole"
            ),
        ]
