"""What the nightly proofs of the books of stock found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.stock.models import Batch, Place, StockProof
from theriac.domains.stock.permissions import VIEW_STOCK

PROOFS: Listing[StockProof] = Listing(
    name="stock.proofs", sorts={"ended_at": SortFields(("ended_at",))}, default_sort="-ended_at"
)


@query(permission=VIEW_STOCK)
def list_proofs(*, actor: Actor) -> QuerySet[StockProof]:
    """Every proof, in no order."""
    return StockProof.objects.order_by()


def last_proof() -> StockProof | None:
    """The newest proof; None before the first night."""
    return StockProof.objects.order_by("-ended_at", "-id").first()


@dataclass(frozen=True, slots=True)
class NamedDifference:
    """A difference with the batch's number and its place; ``day`` is the snapshot's, if any."""

    batch_id: UUID
    batch: str
    place: str
    place_kind: str
    moved: int
    kept: int
    day: date | None


@query(permission=VIEW_STOCK)
def named_differences(*, actor: Actor, proof: StockProof) -> list[NamedDifference]:
    """The differences that a proof names, of places that the actor may see."""
    told = [dict(one) for one in proof.found]
    seen = Place.objects.filter(
        id__in=[UUID(one["place_id"]) for one in told], **branches_seen(actor, VIEW_STOCK)
    )
    places = {row.id: row for row in seen}
    batches = dict(
        Batch.objects.filter(id__in=[UUID(one["batch_id"]) for one in told]).values_list(
            "id", "number"
        )
    )
    return [
        NamedDifference(
            batch_id=UUID(one["batch_id"]),
            batch=batches.get(UUID(one["batch_id"]), ""),
            place=places[UUID(one["place_id"])].name,
            place_kind=places[UUID(one["place_id"])].kind,
            moved=one["moved"],
            kept=one["kept"],
            day=date.fromisoformat(one["day"]) if one["day"] else None,
        )
        for one in told
        if UUID(one["place_id"]) in places
    ]
