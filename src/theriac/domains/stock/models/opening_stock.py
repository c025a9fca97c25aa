"""What opening stock was brought in: one row a line of a table, so that none is taken twice."""

from __future__ import annotations

from django.db import models

from theriac.core.database.entity import Entity
from theriac.domains.stock.models.batch import Batch


class OpeningLine(Entity):
    """A line of opening stock that was taken in: ``quantity`` base units as one batch.

    ``key`` is a digest of branch, product, batch number, expiry and how often the table had these
    before; bringing the same table in again meets the same keys.
    """

    key = models.CharField(max_length=64, unique=True)
    batch = models.ForeignKey(Batch, on_delete=models.RESTRICT, related_name="+")
    quantity = models.PositiveBigIntegerField()
    import_id = models.UUIDField()
    row_number = models.PositiveIntegerField()

    class Meta:
        db_table = "stock_opening_line"
