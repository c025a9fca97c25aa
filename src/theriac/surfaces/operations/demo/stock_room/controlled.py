"""The demo's controlled medicines: a limit per patient, and a count that lacks one unit."""

from __future__ import annotations

from datetime import datetime

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.commands.limits import LimitWish, set_dispensing_limit
from theriac.domains.controlled.queries.counts import list_to_count
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date

UNITS, DAYS = 30, 7


def count_some(branch_id: BranchId, pharmacist: Actor, end: datetime) -> int:
    """Count two controlled medicines of the branch, the first one unit short; how many.

    The others wait to be counted.
    """
    with clock.at(end):
        wish = LimitWish(substance="Codeine", units=UNITS, days=DAYS)
        set_dispensing_limit(actor=SYSTEM, wish=wish)
        waiting = list_to_count(actor=pharmacist, branch_id=branch_id, on=branch_date(branch_id))
        lines = list(waiting.order_by("code", "number")[:2])
        for short, line in zip((1, 0), lines, strict=False):
            count_controlled(
                actor=pharmacist,
                branch_id=branch_id,
                product_id=line.product_id,
                counted=line.balance - short,
            )
    return len(lines)
