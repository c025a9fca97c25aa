"""Another priority or quantity for one who waits, with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.database.documents import keep
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.waiting_lines import note_line
from theriac.domains.waitlist.commands.join import check_priority, check_quantity
from theriac.domains.waitlist.ids import WaitId
from theriac.domains.waitlist.line import note
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.permissions import KEEP_WAITLIST
from theriac.domains.waitlist.problems import WaitRefused
from theriac.domains.waitlist.standing import standing


@command(
    name="waitlist.change",
    done=gettext_lazy("Changed a waitlist entry"),
    permission=KEEP_WAITLIST,
)
def change_wait(
    *,
    actor: Actor,
    branch_id: BranchId,
    wait_id: WaitId,
    version: int,
    priority: str,
    quantity: int,
    reason: str,
) -> int:
    """Change how urgent it is or how much, the place in time stays; returns the version then.

    Raises WaitUnknown, Stale, WaitDiffers once goods are held, WaitRefused, Unprocessable.
    """
    why = require_reason(reason)
    check_quantity(quantity)
    check_priority(priority)
    wait = standing(branch_id, wait_id, version, Wait.State.WAITING)
    before: dict[str, object] = {"priority": wait.priority, "quantity": wait.quantity}
    after: dict[str, object] = {"priority": priority, "quantity": quantity}
    if before == after:
        raise WaitRefused(_("Nothing was changed."), field="quantity")
    wait.priority, wait.quantity = priority, quantity
    keep(wait, "priority", "quantity")
    note(wait, before, after, why)
    note_line(branch_id, wait.product_id)
    return int(wait.version)
