"""Which posted looks a document's movements may have come too late for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from theriac.domains.stock.models import Movement
from theriac.domains.stock.rules.instants import happened_at
from theriac.domains.stocktaking.models import CountResult


def late_for_counts(document_ids: Collection[UUID]) -> tuple[set[UUID], datetime | None]:
    """The batches with a posted look at or after one of the movements, and from when on.

    What a count itself posted is never late for another: looks of one batch follow each other.
    """
    rows = Movement.objects.filter(document_id__in=list(document_ids)).exclude(
        kind=Movement.Kind.COUNT
    )
    moved = [
        (batch_id, happened_at(occurred_at, recorded_at))
        for batch_id, occurred_at, recorded_at in rows.values_list(
            "batch_id", "occurred_at", "recorded_at"
        )
    ]
    if not moved:
        return set(), None
    since = min(at for _batch, at in moved)
    looks = CountResult.objects.filter(
        batch_id__in={batch_id for batch_id, _at in moved}, looked_at__gte=since
    )
    return set(looks.values_list("batch_id", flat=True)), since


def looked_at_in(count_id: UUID) -> list[UUID]:
    """The batches of a posted count."""
    rows = CountResult.objects.filter(posting__count_id=count_id).order_by("batch_id")
    return list(rows.values_list("batch_id", flat=True).distinct())
