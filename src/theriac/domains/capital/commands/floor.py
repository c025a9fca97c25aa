"""Setting the floor: what must stay available."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.problems import require_reason
from theriac.domains.books.voucher import MOST_MONEY
from theriac.domains.capital.commitments import lock_capital
from theriac.domains.capital.models import CapitalFloor
from theriac.domains.capital.permissions import SET_FLOOR
from theriac.domains.capital.problems import FloorRefused
from theriac.domains.capital.queries.position import floor_now


@command(
    name="capital.set_floor",
    done=gettext_lazy("Set the minimum available capital"),
    permission=SET_FLOOR,
)
def set_floor(*, actor: Actor, amount: int, reason: str) -> None:
    """Let no commitment take what is available under so many minor units, from now on.

    It may lie above what is available: then nothing is committed until more is. Raises
    FloorRefused for an amount that can't be one, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    if not 0 <= amount <= MOST_MONEY:
        raise FloorRefused(_("Enter an amount of 0 or more."), field="amount")
    lock_capital()
    before = floor_now()
    made = CapitalFloor(
        id=current_unit().effect_id,
        amount=amount,
        reason=why,
        set_at=clock.now(),
        set_by=actor.id,
    )
    insert_rows(CapitalFloor, [made])
    facts = {"before": before, "after": amount}
    current_unit().record("capital.floor", made.id, reason=why, facts=facts)
