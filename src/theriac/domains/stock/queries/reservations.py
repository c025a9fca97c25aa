"""The reservations of a branch: why, for whom, until when, and how they ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import query
from theriac.domains.stock.models import Reservation, ReservedBatch
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.stranded import withheld_units

RESERVATIONS: Listing[Reservation] = Listing(
    name="stock.reservations",
    sorts={"made_at": SortFields(("made_at",)), "expires_at": SortFields(("expires_at",))},
    default_sort="-made_at",
    filters={
        "state": lambda rows, value: rows.filter(state=value),
        "purpose": lambda rows, value: rows.filter(purpose=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
        "holder_id": lambda rows, value: rows.filter(holder_id=value),
    },
)


@query(permission=VIEW_STOCK)
def list_reservations(*, actor: Actor, branch_id: UUID) -> QuerySet[Reservation]:
    """Every reservation that the branch has or had, in no order.

    Each with ``withheld``: base units that it holds of batches that can't be sold now.
    """
    rows = Reservation.objects.filter(branch_id=branch_id)
    return rows.annotate(withheld=withheld_units(branch_id)).order_by()


@query(permission=VIEW_STOCK)
def find_reservation(*, actor: Actor, branch_id: UUID, reservation_id: UUID) -> Reservation | None:
    """One reservation of the branch, as in the list."""
    return list_reservations(actor=actor, branch_id=branch_id).filter(id=reservation_id).first()


@query(permission=VIEW_STOCK)
def reserved_batches(*, actor: Actor, reservation_id: UUID) -> list[ReservedBatch]:
    """What a reservation holds, or held when it ended, batch by batch."""
    rows = ReservedBatch.objects.filter(reservation_id=reservation_id, quantity__gt=0)
    return list(rows.select_related("batch").order_by("batch__expires_on", "id"))


@dataclass(frozen=True, slots=True)
class ReservationTold:
    """A reservation in short; ``batches`` are base units by batch that it holds now."""

    id: UUID
    product_id: UUID
    purpose: str
    state: str
    reference: str
    quantity: int
    expires_at: datetime | None
    ended_reason: str
    batches: Sequence[tuple[UUID, int]] = ()


_TOLD = (
    "id",
    "product_id",
    "purpose",
    "state",
    "reference",
    "quantity",
    "expires_at",
    "ended_reason",
)


def reservations_told(
    branch_id: UUID, reservation_ids: Iterable[UUID]
) -> dict[UUID, ReservationTold]:
    """Those of people and orders at the branch by id, whatever their state, without batches."""
    rows = _of_people(branch_id).filter(id__in=list(reservation_ids))
    return {row[0]: ReservationTold(*row) for row in rows.values_list(*_TOLD)}


def standing_reservations(
    branch_id: UUID,
    product_ids: Iterable[UUID] | None = None,
    reservation_ids: Iterable[UUID] | None = None,
) -> list[ReservationTold]:
    """What is kept for people and orders of these products, or by these ids; soonest over first.

    For surfaces that asked already: ``reference`` says whose it is.
    """
    rows = _of_people(branch_id).filter(state=Reservation.State.ACTIVE, quantity__gt=0)
    rows = rows.filter(expires_at__gt=clock.now())
    if product_ids is not None:
        rows = rows.filter(product_id__in=list(product_ids))
    if reservation_ids is not None:
        rows = rows.filter(id__in=list(reservation_ids))
    found = [ReservationTold(*row) for row in rows.values_list(*_TOLD)]
    held: dict[UUID, list[tuple[UUID, int]]] = defaultdict(list)
    batches = ReservedBatch.objects.filter(
        reservation_id__in=[one.id for one in found], quantity__gt=0
    )
    columns = ("reservation_id", "batch_id", "quantity")
    for reservation_id, batch_id, units in batches.order_by("id").values_list(*columns):
        held[reservation_id].append((batch_id, units))
    found.sort(key=lambda one: (str(one.expires_at), one.id))
    return [replace(one, batches=held[one.id]) for one in found]


def kept_for(branch_id: UUID, holder_ids: Iterable[UUID]) -> dict[UUID, dict[UUID, UUID]]:
    """By holder the reservation of each product that stands for it. For who asked already."""
    rows = _of_people(branch_id).filter(
        holder_id__in=list(holder_ids), state=Reservation.State.ACTIVE, quantity__gt=0
    )
    rows = rows.filter(expires_at__gt=clock.now()).order_by("id")
    found: dict[UUID, dict[UUID, UUID]] = defaultdict(dict)
    for holder_id, product_id, key in rows.values_list("holder_id", "product_id", "id"):
        if holder_id is not None:
            found[holder_id].setdefault(product_id, key)
    return found


def _of_people(branch_id: UUID) -> QuerySet[Reservation]:
    rows = Reservation.objects.filter(branch_id=branch_id)
    return rows.exclude(purpose=Reservation.Purpose.QUOTA).order_by()


def promised_units(branch_id: UUID, product_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Base units by batch that are kept for people and orders; quotas aren't among them.

    For surfaces that asked already.
    """
    rows = (
        ReservedBatch.objects.filter(
            reservation__branch_id=branch_id,
            reservation__product_id__in=list(product_ids),
            reservation__state=Reservation.State.ACTIVE,
            quantity__gt=0,
        )
        .exclude(reservation__purpose=Reservation.Purpose.QUOTA)
        .order_by()
        .values_list("batch_id")
        .annotate(units=Sum("quantity"))
    )
    found: dict[UUID, int] = defaultdict(int)
    for batch_id, units in rows:
        found[batch_id] += int(units)
    return found
