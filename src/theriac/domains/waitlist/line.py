"""Serving a line: offers follow their reservations, then what is free is offered in order.

Whoever calls holds no lock of the line: what lies on the shelf is locked first, then who waits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.documents import keep
from theriac.domains.stock.commands.reservations.reserve import Wish, reserve_for_line
from theriac.domains.stock.queries.reservations import ReservationTold, reservations_told
from theriac.domains.stock.reserved.hold import lock_product
from theriac.domains.waitlist.events import WaitOffered
from theriac.domains.waitlist.models import HoldTime, Wait
from theriac.domains.waitlist.rules import ENDED, HOURS, in_order

State = Wait.State
RECORD = "waitlist.wait"
STANDING = (State.WAITING, State.OFFERED)
AT_ONCE = 400


class WaitlistLines:
    """What stock is told of the waitlist (``stock.ports.ServesLines``)."""

    def waiting(self, lines: Collection[tuple[UUID, UUID]]) -> Collection[tuple[UUID, UUID]]:
        """Those lines in which somebody stands."""
        products = sorted({product_id for _branch_id, product_id in lines})
        found: set[tuple[UUID, UUID]] = set()
        for start in range(0, len(products), AT_ONCE):
            rows = Wait.objects.filter(
                product_id__in=products[start : start + AT_ONCE],
                branch_id__in={branch_id for branch_id, _product_id in lines},
                state__in=STANDING,
            )
            found.update(rows.order_by().values_list("branch_id", "product_id").distinct())
        return sorted(found & set(lines))

    def serve(self, lines: Collection[tuple[UUID, UUID]]) -> None:
        """Settle and serve each line, in one order."""
        for branch_id, product_id in sorted(lines):
            serve(branch_id, product_id)


def serve(branch_id: UUID, product_id: UUID) -> int:
    """Bring the line in step with its reservations, and offer what is free; how many offers.

    Who is first and can't be served in full waits, and all behind them: nobody is overtaken.
    """
    lock_product(branch_id, product_id)
    rows = Wait.objects.select_for_update().filter(
        branch_id=branch_id, product_id=product_id, state__in=STANDING
    )
    waits = list(rows.order_by("id"))
    offered = {one.reservation_id: one for one in waits if one.state == State.OFFERED}
    if offered:
        _follow(branch_id, offered)
    offers = 0
    for wait in in_order(one for one in waits if one.state == State.WAITING):
        if not _offer(wait):
            break
        offers += 1
    return offers


def hold_hours(branch_id: UUID) -> int:
    """For how many hours the branch holds goods for who is first."""
    found = HoldTime.objects.filter(branch_id=branch_id).values_list("hours", flat=True).first()
    return HOURS if found is None else int(found)


def end_wait(wait: Wait, state: str, reason: str = "") -> None:
    """Let a locked wait end; ``note`` it afterwards."""
    wait.state, wait.open_key = state, None
    wait.ended_at, wait.ended_by = clock.now(), current_unit().actor.id
    wait.ended_reason = reason[:120]
    keep(wait)


def note(
    wait: Wait, before: Mapping[str, object], after: Mapping[str, object], reason: str = ""
) -> None:
    """Leave the record of what became of a wait."""
    facts = {"product_id": wait.product_id, "before": before, "after": after}
    current_unit().record(RECORD, wait.id, reason=reason, facts=facts, branch_id=wait.branch_id)


def _follow(branch_id: UUID, offered: Mapping[UUID | None, Wait]) -> None:
    """Let each offer, by its reservation, be what that is."""
    told = reservations_told(branch_id, [one for one in offered if one is not None])
    for reservation_id, reservation in told.items():
        _follow_one(offered[reservation_id], reservation)


def _follow_one(wait: Wait, told: ReservationTold) -> None:
    before = {"state": wait.state, "hold_until": wait.hold_until}
    if told.state in ENDED:
        end_wait(wait, ENDED[told.state], told.ended_reason)
        note(wait, before, {"state": wait.state}, told.ended_reason)
    elif told.state == "gone":
        wait.state, wait.reservation_id = State.WAITING, None
        wait.offered_at = wait.hold_until = wait.told_at = wait.told_by = None
        keep(wait)
        note(wait, before, {"state": wait.state, "hold_until": None})
    elif told.expires_at != wait.hold_until:
        wait.hold_until = told.expires_at
        keep(wait)
        note(wait, before, {"state": wait.state, "hold_until": wait.hold_until})


def _offer(wait: Wait) -> bool:
    """Reserve the goods for who is first; whether there were enough."""
    until = clock.now() + timedelta(hours=hold_hours(wait.branch_id))
    wish = Wish(
        product_id=wait.product_id,
        quantity=wait.quantity,
        expires_at=until,
        reference=wait.code,
        purpose="waitlist",
        holder_id=wait.id,
    )
    reservation_id = reserve_for_line(wait.branch_id, wish)
    if reservation_id is None:
        return False
    wait.state, wait.reservation_id = State.OFFERED, reservation_id
    wait.offered_at, wait.hold_until = clock.now(), until
    keep(wait)
    note(
        wait,
        {"state": State.WAITING.value},
        {"state": wait.state, "hold_until": until, "reservation_id": reservation_id},
    )
    current_unit().announce(
        WaitOffered(
            subject=str(wait.id),
            branch_id=wait.branch_id,
            data={
                "product_id": wait.product_id,
                "quantity": wait.quantity,
                "hold_until": until,
            },
        )
    )
    return True
