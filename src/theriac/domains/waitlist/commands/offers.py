"""What is done about held goods: the customer was told, they are held longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.reservations.settle import extend_reservation
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.line import note
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.permissions import KEEP_WAITLIST
from theriac.domains.waitlist.standing import standing


@command(
    name="waitlist.mark_told",
    done=gettext_lazy("Noted that a customer was told"),
    permission=KEEP_WAITLIST,
)
def mark_told(*, actor: Actor, branch_id: BranchId, wait_id: WaitId, version: int) -> int:
    """The customer knows that the goods are held; returns the version then.

    Raises WaitUnknown, Stale, WaitDiffers where nothing is held or they were told already.
    """
    wait = standing(branch_id, wait_id, version, Wait.State.OFFERED, even_told=False)
    wait.told_at, wait.told_by = clock.now(), actor.id
    keep(wait, "told_at", "told_by")
    note(wait, {"told_at": None}, {"told_at": wait.told_at})
    return int(wait.version)


@command(
    name="waitlist.extend",
    done=gettext_lazy("Extended the hold for a customer"),
    permission=KEEP_WAITLIST,
)
def extend_hold(
    *, actor: Actor, branch_id: BranchId, wait_id: WaitId, version: int, hold_until: datetime
) -> int:
    """Hold the goods until another instant; returns the version then.

    Raises WaitUnknown, Stale, WaitDiffers, ReservationEnded where the time is over already, and
    Unprocessable for an instant past or too far.
    """
    wait = standing(branch_id, wait_id, version, Wait.State.OFFERED)
    reservation_id: Any = wait.reservation_id
    extend_reservation(
        actor=actor,
        branch_id=branch_id,
        reservation_id=reservation_id,
        version=None,
        expires_at=hold_until,
    )
    before, wait.hold_until = wait.hold_until, hold_until
    keep(wait, "hold_until")
    note(wait, {"hold_until": before}, {"hold_until": hold_until})
    return int(wait.version)
