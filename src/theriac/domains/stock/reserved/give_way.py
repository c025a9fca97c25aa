"""Reservations that give way: what the books say of the shelf is stronger than a promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.counters import change_guarded
from theriac.domains.stock.models import Balance, Movement, Reservation, ReservedBatch
from theriac.domains.stock.problems import StockReserved
from theriac.domains.stock.reserved.hold import tell

CHOSEN = frozenset(
    {
        Movement.Kind.TRANSFER,
        Movement.Kind.TO_SUPPLIER,
        Movement.Kind.REVERSAL,
        Movement.Kind.COMPOUNDING,
    }
)
"""What somebody decides to move; what else moves is a fact that was found."""

_ORDER = {
    purpose: place
    for place, purpose in enumerate(
        (
            Reservation.Purpose.QUOTA,
            Reservation.Purpose.WAITLIST,
            Reservation.Purpose.HAND,
            Reservation.Purpose.ORDER,
            Reservation.Purpose.CARE,
        )
    )
}


def make_room(kind: str, changes: Mapping[UUID, int]) -> None:
    """Let reservations go that no longer fit once these balances have changed.

    Quotas first, what is kept for patients last, of one purpose the newest first. What somebody
    chose to move takes only quotas: raises StockReserved where something else is kept. Callers
    hold the balances' locks. One read where nothing is kept.
    """
    falling = [key for key, change in changes.items() if change < 0]
    if not falling:
        return
    kept = Balance.objects.filter(id__in=falling, reserved__gt=0)
    lacking = {
        key: reserved - (quantity + changes[key])
        for key, quantity, reserved in kept.values_list("id", "quantity", "reserved")
    }
    lacking = {key: units for key, units in lacking.items() if units > 0}
    if lacking:
        _give_way(kind, lacking)


def _give_way(kind: str, lacking: dict[UUID, int]) -> None:
    held = ReservedBatch.objects.filter(
        balance_id__in=lacking, reservation__state=Reservation.State.ACTIVE, quantity__gt=0
    )
    ids = sorted(set(held.values_list("reservation_id", flat=True)))
    rows = Reservation.objects.select_for_update().filter(
        id__in=ids, state=Reservation.State.ACTIVE
    )
    by_id = {row.id: row for row in rows.order_by("id")}
    batches = list(ReservedBatch.objects.filter(reservation_id__in=by_id, balance_id__in=lacking))
    batches.sort(key=lambda one: _turn(by_id[one.reservation_id]))
    freed: dict[UUID, int] = defaultdict(int)
    lost: dict[UUID, int] = defaultdict(int)
    for batch in batches:
        given = min(batch.quantity, lacking[batch.balance_id] - freed[batch.balance_id])
        if given <= 0:
            continue
        if kind in CHOSEN and by_id[batch.reservation_id].purpose != Reservation.Purpose.QUOTA:
            raise StockReserved(
                _(
                    "%(quantity)s of this batch are reserved. Release the reservation first, "
                    "or move less."
                )
                % {"quantity": lacking[batch.balance_id]},
                quantity=lacking[batch.balance_id],
            )
        ReservedBatch.objects.filter(id=batch.id).update(quantity=F("quantity") - given)
        freed[batch.balance_id] += given
        lost[batch.reservation_id] += given
    change_guarded(Balance, "reserved", {key: -units for key, units in freed.items()})
    for reservation_id, units in sorted(lost.items()):
        held_of = [one.batch_id for one in batches if one.reservation_id == reservation_id]
        _shrink(by_id[reservation_id], units, held_of)


def _turn(row: Reservation) -> tuple[int, timedelta]:
    """The purpose that gives way first; of one purpose the youngest."""
    return _ORDER[Reservation.Purpose(row.purpose)], clock.now() - row.made_at


def _shrink(row: Reservation, units: int, batch_ids: list[UUID]) -> None:
    row.quantity -= units
    row.version += 1
    reason = _("The goods are no longer in stock.")
    if not row.quantity:
        row.state, row.open_key = Reservation.State.GONE, None
        row.ended_at, row.ended_by = clock.now(), current_unit().actor.id
        row.ended_reason = reason
    row.save()
    tell(row, batch_ids, reason)
