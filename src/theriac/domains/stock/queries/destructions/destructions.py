"""Destructions: what awaits one, drafts with their signatures, certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, Sort
from theriac.core.query import branches_seen, query
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import (
    Balance,
    Batch,
    Destruction,
    DestructionLine,
    DestructionPosting,
    DestructionSignature,
    Place,
)
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.bins.bins import bin_code
from theriac.domains.stock.rules.expected_loss import cost_of

MOST_AWAITING = 200
DESTRUCTIONS: Listing[Destruction] = Listing(
    name="stock.destructions",
    sorts={"created_at": Sort(("created_at",))},
    default_sort="-created_at",
    filters={"state": lambda rows, state: rows.filter(state=state)},
)


@dataclass(frozen=True, slots=True)
class DestroyedLine:
    """A line with what it costs, minor units."""

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None
    place_kind: str
    quantity: int
    cost: int


@query(permission=VIEW_STOCK)
def list_destructions(*, actor: Actor, branch_id: UUID) -> QuerySet[Destruction]:
    """The branch's documents, in no order."""
    return Destruction.objects.filter(branch_id=branch_id).order_by()


@query(permission=VIEW_STOCK)
def get_destruction(*, actor: Actor, destruction_id: UUID) -> Destruction | None:
    """One at a branch that the actor may see; None otherwise."""
    seen = Destruction.objects.filter(**branches_seen(actor, VIEW_STOCK))
    return seen.filter(id=destruction_id).first()


@query(permission=VIEW_STOCK)
def lines_of(*, actor: Actor, destruction_id: UUID) -> list[DestroyedLine]:
    """Its lines, in their order."""
    rows = list(
        DestructionLine.objects.filter(destruction_id=destruction_id)
        .select_related("batch", "place")
        .order_by("position")
    )
    names = product_names({row.batch.product_id for row in rows})
    return [
        DestroyedLine(
            batch_id=row.batch_id,
            product_id=row.batch.product_id,
            product=names.get(row.batch.product_id, ""),
            number=row.batch.number,
            expires_on=row.batch.expires_on,
            place_kind=row.place.kind,
            quantity=row.quantity,
            cost=cost_of(row.quantity, row.batch.cost_amount, row.batch.cost_units),
        )
        for row in rows
    ]


@query(permission=VIEW_STOCK)
def signatures_of(*, actor: Actor, destruction_id: UUID) -> list[DestructionSignature]:
    """Who signed, the first first."""
    rows = DestructionSignature.objects.filter(destruction_id=destruction_id)
    return list(rows.order_by("signed_at"))


@query(permission=VIEW_STOCK)
def posting_of(*, actor: Actor, destruction_id: UUID) -> DestructionPosting | None:
    """Its certificate; None before the second signature."""
    return DestructionPosting.objects.filter(destruction_id=destruction_id).first()


@query(permission=VIEW_STOCK)
def awaiting_destruction(*, actor: Actor, branch_id: UUID) -> list[Balance]:
    """What the branch has in quarantine, and what is expired or withheld on its shelf.

    Each with ``bin``, the code of the bin where it lies.
    """
    today = branch_date(branch_id)
    spoilt = Q(batch__expires_on__lte=today) | ~Q(batch__state=Batch.State.RELEASED)
    wanted = Q(place__kind=Place.Kind.QUARANTINE) | (Q(place__kind=Place.Kind.SHELF) & spoilt)
    rows = Balance.objects.filter(wanted, branch_id=branch_id, quantity__gt=0)
    rows = rows.annotate(bin=bin_code(branch_id))
    return list(
        rows.select_related("batch", "place").order_by("batch__expires_on", "id")[:MOST_AWAITING]
    )
