"""Reservations that hold what can't be given to anybody: held, recalled or expired goods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Batch, Reservation, ReservedBatch


def withheld_units(branch_id: UUID) -> Coalesce:
    """For a reservation: base units that it holds of batches that can't be sold now."""
    rows = ReservedBatch.objects.filter(
        unsellable(branch_id),
        reservation_id=OuterRef("pk"),
        reservation__state=Reservation.State.ACTIVE,
    )
    units = rows.order_by().values("reservation_id").annotate(units=Sum("quantity"))
    return Coalesce(Subquery(units.values("units")), Value(0))


def stranded_reservations(branch_id: UUID, product_ids: Iterable[UUID] | None = None) -> list[UUID]:
    """Those of people and orders that hold such goods, of these products or all; oldest first."""
    rows = ReservedBatch.objects.filter(
        unsellable(branch_id),
        quantity__gt=0,
        reservation__branch_id=branch_id,
        reservation__state=Reservation.State.ACTIVE,
    ).exclude(reservation__purpose=Reservation.Purpose.QUOTA)
    if product_ids is not None:
        rows = rows.filter(reservation__product_id__in=list(product_ids))
    ordered = rows.order_by("reservation__made_at", "reservation_id")
    return list(dict.fromkeys(ordered.values_list("reservation_id", flat=True)))


def stranded_among(pairs: Iterable[tuple[UUID, UUID]]) -> list[UUID]:
    """The same of products at branches; two reads a branch."""
    products: dict[UUID, set[UUID]] = defaultdict(set)
    for product_id, branch_id in pairs:
        products[branch_id].add(product_id)
    found: list[UUID] = []
    for branch_id in sorted(products):
        found += stranded_reservations(branch_id, products[branch_id])
    return found


def unsellable(branch_id: UUID) -> Q:
    """Of what is held: batches that are withheld, or expired on the branch's day."""
    withheld = ~Q(batch__state=Batch.State.RELEASED)
    return withheld | Q(batch__expires_on__lte=branch_date(branch_id))
