"""Leaving the line: asked to, or passing held goods on to the next."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.commands.reservations.settle import release_reservation
from theriac.domains.stock.waiting_lines import note_line
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.line import STANDING, end_wait, note
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.permissions import KEEP_WAITLIST
from theriac.domains.waitlist.standing import standing


@command(
    name="waitlist.leave",
    done=gettext_lazy("Removed from the waitlist"),
    permission=KEEP_WAITLIST,
)
def leave_waitlist(
    *, actor: Actor, branch_id: BranchId, wait_id: WaitId, version: int, reason: str
) -> int:
    """Wait no more; what is held goes to the next. Returns the version then.

    Raises WaitUnknown, Stale, WaitDiffers, Unprocessable without a reason.
    """
    wait = standing(branch_id, wait_id, version, *STANDING)
    return let_go(actor, wait, Wait.State.LEFT, require_reason(reason))


@command(
    name="waitlist.pass_offer",
    done=gettext_lazy("Passed held goods on to the next customer"),
    permission=KEEP_WAITLIST,
)
def pass_offer(
    *, actor: Actor, branch_id: BranchId, wait_id: WaitId, version: int, reason: str
) -> int:
    """The customer doesn't take what is held: it goes to the next. Returns the version then.

    Raises WaitUnknown, Stale, WaitDiffers where nothing is held, Unprocessable without a reason.
    """
    wait = standing(branch_id, wait_id, version, Wait.State.OFFERED)
    return let_go(actor, wait, Wait.State.PASSED, require_reason(reason))


def let_go(actor: Actor, wait: Wait, state: str, reason: str) -> int:
    """End a locked wait with its reservation, in the running command; the version then."""
    before: dict[str, object] = {"state": wait.state}
    if wait.reservation_id is not None and wait.state == Wait.State.OFFERED:
        release_reservation(
            actor=actor,
            branch_id=BranchId(wait.branch_id),
            reservation_id=wait.reservation_id,
            version=None,
            reason=reason or _("Waitlist"),
        )
    end_wait(wait, state, reason)
    note(wait, before, {"state": state}, reason)
    note_line(wait.branch_id, wait.product_id)
    return int(wait.version)
