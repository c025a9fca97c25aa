"""Transfers that the actor's branches send or receive; nobody else sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, Sort
from theriac.core.query import query
from theriac.domains.stock.models import Movement, Transfer, TransferLine
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.rules.expected_loss import cost_of

TRANSFERS: Listing[Transfer] = Listing(
    name="stock.transfers",
    sorts={"created_at": Sort(("created_at",)), "number": Sort(("number",))},
    default_sort="-created_at",
    filters={
        "state": lambda rows, state: rows.filter(state=state),
        "from_branch_id": lambda rows, branch: rows.filter(from_branch_id=branch),
        "to_branch_id": lambda rows, branch: rows.filter(to_branch_id=branch),
    },
)
"""What may be asked of the list, the newest first."""

ON_THE_WAY = (Transfer.State.DISPATCHED, Transfer.State.PARTLY_RECEIVED)


@dataclass(frozen=True, slots=True)
class TransferLineSeen:
    """A line with its batch; base units, ``value`` of what was asked at cost in minor units."""

    id: UUID
    position: int
    batch_id: UUID
    product_id: UUID
    batch_number: str
    expires_on: date | None
    quantity: int
    sent: int
    received: int
    lost: int
    returned: int
    in_transit: int
    value: int


@query(permission=VIEW_STOCK)
def transfers_of(*, actor: Actor, branch_id: UUID) -> QuerySet[Transfer]:
    """What the branch sends or receives, in no order, with its places."""
    mine = Q(from_branch_id=branch_id) | Q(to_branch_id=branch_id)
    return Transfer.objects.filter(mine).select_related("from_place", "to_place").order_by()


@query(permission=VIEW_STOCK)
def find_transfer(*, actor: Actor, transfer_id: UUID) -> Transfer | None:
    """A transfer that a branch of the actor sends or receives, or None."""
    found = Transfer.objects.filter(id=transfer_id).select_related("from_place", "to_place").first()
    if found is None:
        return None
    sides = (found.from_branch_id, found.to_branch_id)
    return found if any(actor.may(VIEW_STOCK, side) for side in sides) else None


@query(permission=VIEW_STOCK)
def transfer_lines(*, actor: Actor, transfer_id: UUID) -> list[TransferLineSeen]:
    """The lines of a transfer that ``find_transfer`` gave, in order."""
    rows = TransferLine.objects.filter(transfer_id=transfer_id).select_related("batch")
    return [
        TransferLineSeen(
            id=row.id,
            position=row.position,
            batch_id=row.batch_id,
            product_id=row.product_id,
            batch_number=row.batch.number,
            expires_on=row.batch.expires_on,
            quantity=row.quantity,
            sent=row.sent,
            received=row.received,
            lost=row.lost,
            returned=row.returned,
            in_transit=row.in_transit,
            value=cost_of(row.quantity, row.batch.cost_amount, row.batch.cost_units),
        )
        for row in rows.order_by("position")
    ]


@query(permission=VIEW_STOCK)
def transfer_moves(*, actor: Actor, transfer_id: UUID) -> list[Movement]:
    """What the transfer posted, in the order of posting, with batch and places."""
    rows = Movement.objects.filter(document_id=transfer_id, kind=Movement.Kind.TRANSFER)
    related = rows.select_related("batch", "from_place", "to_place")
    return list(related.order_by("recorded_at", "id"))


def transfer_totals(transfer_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Batches, and base units on the way, by transfer; for who listed them."""
    left = F("sent") - F("received") - F("lost") - F("returned")
    rows = (
        TransferLine.objects.filter(transfer_id__in=list(transfer_ids))
        .values_list("transfer_id")
        .annotate(on_way=Sum(left), most=Count("id"))
        .order_by()
    )
    return {key: (int(most), int(on_way or 0)) for key, on_way, most in rows}


@query(permission=VIEW_STOCK)
def coming_transfers(*, actor: Actor, branch_id: UUID) -> QuerySet[Transfer]:
    """The transfers on the way to the branch."""
    return Transfer.objects.filter(to_branch_id=branch_id, state__in=ON_THE_WAY)
