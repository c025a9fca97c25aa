"""The newest goods-in of a branch, document by document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.ids import least_id_at
from theriac.core.query import query
from theriac.domains.stock.models import Movement
from theriac.domains.stock.permissions import VIEW_STOCK

LOOKED_BACK = timedelta(days=30)
LINES_READ = 200


@dataclass(frozen=True, slots=True)
class Receipt:
    """One goods-in: its document, number, when, and how many lines of those that were read."""

    document_id: UUID
    number: str
    recorded_at: datetime
    lines: int


@query(permission=VIEW_STOCK)
def latest_receipts(*, actor: Actor, branch_id: UUID, limit: int) -> list[Receipt]:
    """The newest receipts of the last thirty days, at most ``limit``; one read."""
    since = least_id_at(clock.now() - LOOKED_BACK)
    rows = Movement.objects.filter(
        branch_id=branch_id, kind=Movement.Kind.RECEIPT, id__gte=since
    ).order_by("-id")
    lines: dict[UUID, list[tuple[str, datetime]]] = {}
    for document_id, number, at in rows.values_list(
        "document_id", "document_number", "recorded_at"
    )[:LINES_READ]:
        lines.setdefault(document_id, []).append((number, at))
    return [
        Receipt(document_id, of_one[0][0], of_one[0][1], len(of_one))
        for document_id, of_one in list(lines.items())[:limit]
    ]
