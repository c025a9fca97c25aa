"""What a document posted, with the balance after each movement: the same at every reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.query import branches_seen, query
from theriac.domains.stock.models import Movement
from theriac.domains.stock.models.batch import OUTSIDE_ID
from theriac.domains.stock.permissions import VIEW_STOCK


@dataclass(frozen=True, slots=True)
class PostedMovement:
    """A movement of a document. ``balance`` is what its place had of the batch right after it."""

    document_id: UUID
    movement_id: UUID
    product_id: UUID
    batch_id: UUID
    batch_number: str
    expires_on: date | None
    quantity: int
    number: str
    reason: str
    occurred_at: datetime
    balance: int


@query(permission=VIEW_STOCK)
def posted_movements(*, actor: Actor, document_id: UUID) -> list[PostedMovement]:
    """The document's movements at branches that the actor may see, in the order of posting.

    Two reads: the movements, and what the ledger says of their batches up to each.
    """
    seen = Movement.objects.filter(**branches_seen(actor, VIEW_STOCK))
    rows = list(seen.filter(document_id=document_id).select_related("batch").order_by("id"))
    balances = _balances_after(rows)
    return [
        PostedMovement(
            document_id=row.document_id,
            movement_id=row.id,
            product_id=row.product_id,
            batch_id=row.batch_id,
            batch_number=row.batch.number,
            expires_on=row.batch.expires_on,
            quantity=row.quantity,
            number=row.document_number,
            reason=row.reason,
            occurred_at=row.occurred_at,
            balance=balances[row.id],
        )
        for row in rows
    ]


def _own_place(movement: Movement) -> UUID:
    return movement.from_place_id if movement.to_place_id == OUTSIDE_ID else movement.to_place_id


def _balances_after(rows: Sequence[Movement]) -> dict[UUID, int]:
    """One read: a batch that the document made has no earlier movement."""
    if not rows:
        return {}
    places = {row.batch_id: _own_place(row) for row in rows}
    earlier: dict[UUID, int] = {}
    for batch_id, from_id, to_id, quantity in (
        Movement.objects.filter(batch_id__in=list(places))
        .filter(_not_after(rows[-1]))
        .exclude(document_id=rows[0].document_id)
        .values_list("batch_id", "from_place_id", "to_place_id", "quantity")
    ):
        change = quantity * ((to_id == places[batch_id]) - (from_id == places[batch_id]))
        earlier[batch_id] = earlier.get(batch_id, 0) + change
    after: dict[UUID, int] = {}
    for row in rows:
        place = places[row.batch_id]
        change = row.quantity * ((row.to_place_id == place) - (row.from_place_id == place))
        earlier[row.batch_id] = after[row.id] = earlier.get(row.batch_id, 0) + change
    return after


def _not_after(movement: Movement) -> Q:
    same = Q(recorded_at=movement.recorded_at, id__lte=movement.id)
    return Q(recorded_at__lt=movement.recorded_at) | same


def lines_of_movements(movement_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The line of a document that each of these was made for, where it has one; for its readers."""
    rows = Movement.objects.filter(Among("id", movement_ids)).order_by()
    return {key: line for key, line in rows.values_list("id", "line_id") if line}
