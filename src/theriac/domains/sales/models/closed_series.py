"""Series that are closed: their last number is declared, and nothing is missing up to it."""

from __future__ import annotations

from django.db import models

from theriac.core.append_only.models import AppendOnlyModel


class SeriesClosing(AppendOnlyModel):
    """The declaration that a series ends: its device was wiped, lost or paired anew."""

    series = models.OneToOneField(
        "organisation.DocumentSeries", on_delete=models.RESTRICT, related_name="+"
    )
    last_number = models.PositiveIntegerField()
    closed_at = models.DateTimeField()
    closed_by = models.UUIDField()
    reason = models.CharField(max_length=120)

    class Meta:
        db_table = "sales_series_closing"
