"""Whether something of a kind was done lately, read from the trail that every command writes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from theriac.core.audit.models import AuditRecord


def done_since(instant: datetime, object_kinds: Collection[str]) -> bool:
    """Whether a committed command concerned one of these kinds at ``instant`` or after."""
    kinds = sorted(object_kinds)
    records = AuditRecord.objects.filter(recorded_at__gte=instant, object_kind__in=kinds)
    return records.order_by().exists()
