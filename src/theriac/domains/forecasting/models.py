"""The daily demand of products at branches, as it was added up from the ledger."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity


class DemandDay(Entity):
    """Base units of a product that a branch sold on a day of its own; no row where nothing was.

    Where the goods ``ran_out``, or came only during the day, more might have been sold.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    day = models.DateField()
    units = models.PositiveBigIntegerField()
    ran_out = models.BooleanField(default=False)

    class Meta:
        db_table = "forecasting_demand_day"
        constraints = [
            models.UniqueConstraint(fields=["branch", "product", "day"], name="demand_day_once")
        ]


class StockOut(Entity):
    """Whole days on which a branch had nothing of a product to sell, both ends counted.

    The first begins before all days and ends before the product came; the last has no end while
    it lasts.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        db_table = "forecasting_stock_out"
        constraints = [
            models.UniqueConstraint(fields=["branch", "product", "from_day"], name="stock_out_once")
        ]


class DemandState(Entity):
    """How far a branch's series are kept: all days up to ``through``.

    Of what was recorded before ``seen_before``, as it stood at ``followed_at``.
    """

    branch = models.OneToOneField(
        "organisation.Branch", on_delete=models.RESTRICT, related_name="+"
    )
    through = models.DateField()
    seen_before = models.DateTimeField()
    followed_at = models.DateTimeField()

    class Meta:
        db_table = "forecasting_demand_state"
