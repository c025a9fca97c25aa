"""What a branch has to sell of every product: in bulk, for who works out what to order of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, DateField, F, Sum, Value, When

from theriac.domains.stock.models import Balance, Batch, Place, Reservation


@dataclass(slots=True)
class ShelfPosition:
    """Base units that may be sold at a branch, reserved ones too.

    ``near`` are those of ``units`` that expire by the day that was asked about, by their expiry.
    """

    units: int = 0
    near: dict[date, int] = field(default_factory=dict)


def shelf_positions(branch_id: UUID, today: date, near_days: int) -> Mapping[UUID, ShelfPosition]:
    """By product with something to sell, in one statement; nothing is asked of who reads it.

    What expires within ``near_days`` is told by its expiry.
    """
    near_until = today + timedelta(days=near_days)
    rows = (
        Balance.objects.filter(
            branch_id=branch_id,
            quantity__gt=0,
            place__kind=Place.Kind.SHELF,
            batch__state=Batch.State.RELEASED,
            batch__expires_on__gt=today,
        )
        .order_by()
        .annotate(
            soon=Case(
                When(batch__expires_on__lte=near_until, then=F("batch__expires_on")),
                default=Value(None),
                output_field=DateField(null=True),
            )
        )
        .values_list("product_id", "soon")
        .annotate(units=Sum("quantity"))
    )
    found: dict[UUID, ShelfPosition] = defaultdict(ShelfPosition)
    for product_id, soon, units in rows:
        position = found[product_id]
        position.units += int(units)
        if soon is not None:
            position.near[soon] = position.near.get(soon, 0) + int(units)
    return found


def kept_for_somebody(branch_id: UUID) -> dict[UUID, int]:
    """Base units by product that are reserved for somebody, in one statement.

    A counter's quota isn't: it sells that to whoever comes.
    """
    rows = (
        Reservation.objects.filter(branch_id=branch_id, state=Reservation.State.ACTIVE)
        .exclude(purpose=Reservation.Purpose.QUOTA)
        .order_by()
        .values_list("product_id")
        .annotate(units=Sum("quantity"))
    )
    return {product_id: int(units) for product_id, units in rows}
