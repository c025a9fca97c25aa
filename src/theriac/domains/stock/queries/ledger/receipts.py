"""The newest goods-in of a branch, document by document."""

from __future__ import annotations

from collections.abc import Sequence
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
CAME_IN = (Movement.Kind.RECEIPT, Movement.Kind.OPENING)
"""Goods from outside: a delivery, or what was there before the books."""


@dataclass(frozen=True, slots=True)
class GoodsIn:
    """One goods-in: its document, number, when, and how many lines of those that were read."""

    document_id: UUID
    number: str
    recorded_at: datetime
    lines: int


@query(permission=VIEW_STOCK)
def latest_receipts(*, actor: Actor, branch_id: UUID, limit: int) -> list[GoodsIn]:
    """The newest goods-in of the last thirty days, at most ``limit``; one read."""
    since = least_id_at(clock.now() - LOOKED_BACK)
    rows = Movement.objects.filter(branch_id=branch_id, kind__in=CAME_IN, id__gte=since).order_by(
        "-id"
    )
    lines: dict[UUID, list[tuple[str, datetime]]] = {}
    for document_id, number, at in rows.values_list(
        "document_id", "document_number", "recorded_at"
    )[:LINES_READ]:
        lines.setdefault(document_id, []).append((number, at))
    return [
        GoodsIn(document_id, of_one[0][0], of_one[0][1], len(of_one))
        for document_id, of_one in list(lines.items())[:limit]
    ]


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """A movement that brought in a line of a goods receipt, with its batch's cost."""

    movement_id: UUID
    batch_id: UUID
    product_id: UUID
    document_id: UUID
    quantity: int
    cost_amount: int | None
    cost_units: int


def received_lines(document_ids: Sequence[UUID]) -> dict[UUID, ReceivedLine]:
    """What these receipts' lines moved, by the line; for the verification of who wrote them."""
    rows = Movement.objects.filter(
        document_id__in=list(document_ids), kind=Movement.Kind.RECEIPT, line_id__isnull=False
    ).values_list(
        "line_id",
        "id",
        "batch_id",
        "product_id",
        "document_id",
        "quantity",
        "batch__cost_amount",
        "batch__cost_units",
    )
    return {row[0]: ReceivedLine(*row[1:]) for row in rows if row[0] is not None}


def reversed_lines(document_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many units of each line these counter-documents took out again, by the line."""
    rows = Movement.objects.filter(
        document_id__in=list(document_ids), kind=Movement.Kind.REVERSAL, line_id__isnull=False
    )
    found = rows.values_list("line_id", "quantity")
    return {line_id: quantity for line_id, quantity in found if line_id is not None}
