"""Budgets, every amount that they had, and the order lines that went over one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity


class Budget(Entity):
    """At most ``amount`` minor units, tax and freight included, in each period.

    The periods are every calendar month, quarter or year; ``days`` has the one from ``first_on`` to
    ``last_on``. Without a branch, supplier or category it is of all of them. Only its name and
    amount change; one that ended counts for no order any more.
    """

    class Period(models.TextChoices):
        MONTH = "month"
        QUARTER = "quarter"
        YEAR = "year"
        DAYS = "days"

    name = models.CharField(max_length=80)
    amount = models.PositiveBigIntegerField()
    period = models.CharField(max_length=7)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    branch = models.ForeignKey(
        "organisation.Branch", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    supplier = models.ForeignKey(
        "suppliers.Supplier", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    category = models.ForeignKey(
        "catalog.Category", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "amount period first_on last_on branch_id supplier_id category_id created_at "
            "created_by ended_at"
        ),
        left_out="name version",
    )

    class Meta:
        db_table = "budgets_budget"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="budget_amount_positive"),
            models.CheckConstraint(
                condition=Q(first_on__isnull=True, last_on__isnull=True)
                | Q(first_on__lte=F("last_on")),
                name="budget_days_whole",
            ),
        ]
        indexes = [models.Index(fields=["ended_at", "name"], name="budget_standing")]


class BudgetChange(AppendOnlyModel):
    """From ``changed_on`` on the budget had ``amount`` minor units a period; the newest counts."""

    budget = models.ForeignKey(Budget, on_delete=models.RESTRICT, related_name="changes")
    amount = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=120, default="")
    changed_on = models.DateField()
    recorded_at = models.DateTimeField()
    person_id = models.UUIDField()

    class Meta:
        db_table = "budgets_change"
        indexes = [models.Index(fields=["recorded_at"], name="budget_change_recorded")]


class BudgetOverrun(AppendOnlyModel):
    """An order's line took the budget of the period ``over`` minor units over its amount.

    ``approval_id`` is the approval of that order, None where its proposal was approved.
    """

    budget = models.ForeignKey(Budget, on_delete=models.RESTRICT, related_name="overruns")
    order_id = models.UUIDField()
    line_id = models.UUIDField()
    first_on = models.DateField()
    last_on = models.DateField()
    over = models.PositiveBigIntegerField()
    approval_id = models.UUIDField(null=True)
    person_id = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "budgets_overrun"
        constraints = [
            models.UniqueConstraint(fields=["budget", "line_id"], name="overrun_of_line_once"),
            models.CheckConstraint(condition=Q(over__gte=1), name="overrun_positive"),
        ]
        indexes = [
            models.Index(fields=["order_id"], name="overrun_of_order"),
            models.Index(fields=["recorded_at"], name="overrun_recorded"),
        ]
