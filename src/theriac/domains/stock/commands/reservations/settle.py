"""What becomes of a reservation: kept longer, released, taken by its sale, lapsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.counters import Contended
from theriac.core.database.documents import at_version, keep
from theriac.core.problems import NotFound, Unprocessable, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.reservations.reserve import check_until
from theriac.domains.stock.models import Reservation, ReservedBatch
from theriac.domains.stock.permissions import RESERVE_STOCK
from theriac.domains.stock.problems import ReservationEnded
from theriac.domains.stock.reserved.collected import Collected, collect
from theriac.domains.stock.reserved.hold import end, tell
from theriac.domains.stock.reserved.lapse import AT_ONCE

State = Reservation.State


@command(
    name="stock.extend_reservation",
    done=gettext_lazy("Extended a reservation"),
    permission=RESERVE_STOCK,
)
def extend_reservation(
    *,
    actor: Actor,
    branch_id: BranchId,
    reservation_id: UUID,
    version: int | None,
    expires_at: datetime,
) -> int:
    """Keep it until another instant, also an earlier one; returns the version then.

    Raises NotFound, Stale, ReservationEnded, Unprocessable for an instant past or too far, and
    for a quota, which its terminal's own contacts keep.
    """
    row = _standing(branch_id, reservation_id, version)
    if row.purpose == Reservation.Purpose.QUOTA:
        raise Unprocessable(
            _(
                "The counter renews its offline quota automatically. There is nothing to "
                "extend here."
            )
        )
    check_until(expires_at)
    before, row.expires_at = row.expires_at, expires_at
    keep(row, "expires_at")
    sides = {"before": {"expires_at": before}, "after": {"expires_at": expires_at}}
    tell(row, _batches(row.id), changed=sides)
    return row.version


@command(
    name="stock.release_reservation",
    done=gettext_lazy("Released a reservation"),
    permission=RESERVE_STOCK,
)
def release_reservation(
    *, actor: Actor, branch_id: BranchId, reservation_id: UUID, version: int | None, reason: str
) -> int:
    """Let go what it holds; returns the version then.

    Raises NotFound, Stale, ReservationEnded, Unprocessable without a reason.
    """
    require_reason(reason)
    _found(branch_id, reservation_id, version)
    ended = end([reservation_id], State.RELEASED, reason=reason.strip())
    if not ended:
        raise _ended()
    return ended[0].version


def take_reserved(
    branch_id: UUID,
    reservation_ids: Sequence[UUID],
    units: Mapping[UUID, int],
    named: Mapping[UUID, int],
) -> None:
    """Let a sale of so many ``units`` of each product have what was kept for it.

    Inside the sale's own unit of work: the balances stay locked until it commits, so that nobody
    else takes what comes free. A sale of fewer units than are reserved leaves the rest reserved.
    ``named`` are units by batch that the sale asks for: those come free first. Raises NotFound,
    ReservationEnded, Unprocessable for another product, Contended.
    """
    if not reservation_ids:
        return
    left, asked = dict(units), {}
    for reservation_id in dict.fromkeys(reservation_ids):
        row = _found(branch_id, reservation_id, None)
        if not left.get(row.product_id) or row.purpose == Reservation.Purpose.QUOTA:
            raise Unprocessable(
                _("The reserved items aren’t in this sale. Remove the reservation."),
                field="reservation_ids",
            )
        asked[reservation_id] = min(row.quantity, left[row.product_id])
        left[row.product_id] -= asked[reservation_id]
    given = collect(branch_id, Collected(asked, named))
    if set(given) != set(asked):
        raise _ended()
    if given != asked:
        raise Contended("less is reserved than a moment ago")


def lapsed_reservations() -> list[UUID]:
    """Ids of those whose time is over although they stand, at most 200, the oldest first."""
    due = Reservation.objects.filter(state=State.ACTIVE, expires_at__lte=clock.now())
    return list(due.order_by("expires_at").values_list("id", flat=True)[:AT_ONCE])


@command(
    name="stock.lapse_reservations",
    done=gettext_lazy("Ended an expired reservation"),
    system_only=True,
)
def lapse_reservations(*, actor: Actor, reservation_ids: Sequence[UUID]) -> int:
    """End what lapsed, whatever branch it is at; tells how many ended."""
    return len(end(reservation_ids, State.LAPSED))


def _found(branch_id: UUID, reservation_id: UUID, version: int | None) -> Reservation:
    """Look before the balances are locked. Raises NotFound, ReservationEnded, Stale."""
    rows = Reservation.objects.filter(id=reservation_id, branch_id=branch_id)
    return _check(rows.first(), version)


def _standing(branch_id: UUID, reservation_id: UUID, version: int | None) -> Reservation:
    rows = Reservation.objects.select_for_update().filter(id=reservation_id, branch_id=branch_id)
    return _check(rows.first(), version)


def _check(row: Reservation | None, version: int | None) -> Reservation:
    if row is None:
        raise NotFound(_("This reservation doesn’t exist at this branch."))
    over = row.expires_at is not None and row.expires_at <= clock.now()
    if row.state != State.ACTIVE or over:
        raise _ended(row.state if row.state != State.ACTIVE else State.LAPSED)
    at_version(row, version, _("Another user changed this reservation. Reload the page."))
    return row


def _ended(state: str = State.RELEASED) -> ReservationEnded:
    return ReservationEnded(_("This reservation has ended. Make a new one if needed."), state=state)


def _batches(reservation_id: UUID) -> list[UUID]:
    rows = ReservedBatch.objects.filter(reservation_id=reservation_id, quantity__gt=0)
    return list(rows.values_list("batch_id", flat=True))
