"""What becomes of a reservation: kept longer, released, taken by its sale, lapsed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import at_version, keep
from theriac.core.problems import NotFound, Unprocessable, require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.reservations.reserve import check_until
from theriac.domains.stock.models import Reservation, ReservedBatch
from theriac.domains.stock.permissions import RESERVE_STOCK
from theriac.domains.stock.problems import ReservationEnded
from theriac.domains.stock.reserved.hold import end, tell
from theriac.domains.stock.reserved.lapse import AT_ONCE

State = Reservation.State


@command(
    name="stock.extend_reservation",
    done=gettext_lazy("Kept a reservation until another time"),
    permission=RESERVE_STOCK,
)
def extend_reservation(
    *,
    actor: Actor,
    branch_id: BranchId,
    reservation_id: UUID,
    version: int,
    expires_at: datetime,
) -> int:
    """Keep it until another instant, also an earlier one; returns the version then.

    Raises NotFound, Stale, ReservationEnded, Unprocessable for an instant past or too far, and
    for a quota, which its terminal's own contacts keep.
    """
    row = _standing(branch_id, reservation_id, version)
    if row.purpose == Reservation.Purpose.QUOTA:
        raise Unprocessable(
            _("A terminal keeps its own quota at each contact. Nothing is to be extended here.")
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
    *, actor: Actor, branch_id: BranchId, reservation_id: UUID, version: int, reason: str
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
    branch_id: UUID, reservation_ids: Sequence[UUID], product_ids: Collection[UUID]
) -> None:
    """Let a sale of these products have what was kept for it, inside its own unit of work.

    The balances stay locked until the sale commits, so that nobody else takes what comes free;
    what it doesn't take is free then. Raises NotFound, ReservationEnded, Unprocessable for
    another product.
    """
    for reservation_id in reservation_ids:
        row = _found(branch_id, reservation_id, None)
        if row.product_id not in product_ids:
            raise Unprocessable(
                _("Nothing of what was reserved is in this sale. Leave the reservation out."),
                field="reservation_ids",
            )
    ended = end(reservation_ids, State.TAKEN)
    if len(ended) != len(set(reservation_ids)):
        raise _ended()


def lapsed_reservations() -> list[UUID]:
    """Ids of those whose time is over although they stand, at most 200, the oldest first."""
    due = Reservation.objects.filter(state=State.ACTIVE, expires_at__lte=clock.now())
    return list(due.order_by("expires_at").values_list("id", flat=True)[:AT_ONCE])


@command(
    name="stock.lapse_reservations",
    done=gettext_lazy("Freed what was reserved until then"),
    system_only=True,
)
def lapse_reservations(*, actor: Actor, reservation_ids: Sequence[UUID]) -> int:
    """End what lapsed, whatever branch it is at; tells how many ended."""
    return len(end(reservation_ids, State.LAPSED))


def _found(branch_id: UUID, reservation_id: UUID, version: int | None) -> Reservation:
    """Look before the balances are locked. Raises NotFound, ReservationEnded, Stale."""
    rows = Reservation.objects.filter(id=reservation_id, branch_id=branch_id)
    return _check(rows.first(), version)


def _standing(branch_id: UUID, reservation_id: UUID, version: int) -> Reservation:
    rows = Reservation.objects.select_for_update().filter(id=reservation_id, branch_id=branch_id)
    return _check(rows.first(), version)


def _check(row: Reservation | None, version: int | None) -> Reservation:
    if row is None:
        raise NotFound(_("There is no such reservation at this branch."))
    over = row.expires_at is not None and row.expires_at <= clock.now()
    if row.state != State.ACTIVE or over:
        raise _ended(row.state if row.state != State.ACTIVE else State.LAPSED)
    at_version(row, version, _("Somebody changed this reservation meanwhile. Look at it again."))
    return row


def _ended(state: str = State.RELEASED) -> ReservationEnded:
    return ReservationEnded(
        _("This reservation has ended. Reserve anew if it is still wanted."), state=state
    )


def _batches(reservation_id: UUID) -> list[UUID]:
    rows = ReservedBatch.objects.filter(reservation_id=reservation_id, quantity__gt=0)
    return list(rows.values_list("batch_id", flat=True))
