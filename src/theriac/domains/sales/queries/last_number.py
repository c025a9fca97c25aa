"""How far a series has come."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from theriac.domains.sales.models import Sale, VoidedNumber


def last_number(series_id: UUID) -> int:
    """The highest number of a series that is booked or void; 0 where none is."""
    reached = (
        model.objects.filter(series_id=series_id).aggregate(last=Max("sequence"))["last"]
        for model in (Sale, VoidedNumber)
    )
    return max(last or 0 for last in reached)
