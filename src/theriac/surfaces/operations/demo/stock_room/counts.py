"""The demo's counts: each branch's list of the morning, and one count that has begun."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.queries.sellable import named_batches
from theriac.domains.stocktaking.commands.begin import CountScope, begin_count
from theriac.domains.stocktaking.commands.enter import CountFound, enter_counts
from theriac.domains.stocktaking.commands.plan import plan_counts
from theriac.domains.stocktaking.queries.counts import find_count
from theriac.domains.stocktaking.queries.sheets import sheet_lines
from theriac.surfaces.operations.demo.stock_room.controlled import count_some

ENTERED = 3
"""Lines that somebody has counted already; the last of them lacks one unit."""


def begin_counting(
    branches: Sequence[BranchId], manager: Actor, pharmacist: Actor, end: datetime
) -> int:
    """Write the lists, and begin a count of the first branch's; tells how many lines it has.

    Before that, some of its controlled medicines are counted.
    """
    if branches:
        count_some(branches[0], pharmacist, end)
    with clock.at(end):
        items = [plan_counts(actor=SYSTEM, branch_id=branch_id) for branch_id in branches]
        if not items or not items[0]:
            return 0
        here = branches[0]
        count_id = begin_count(actor=manager, branch_id=here, scope=CountScope("due"))
        count = find_count(actor=pharmacist, count_id=count_id)
        if count is None:
            return 0
        lines = sheet_lines(actor=pharmacist, branch_id=here, count=count)
        known = named_batches(here, [line.batch_id for line in lines])
        chosen = [line for line in lines if line.batch_id in known][:ENTERED]
        found = [
            CountFound(
                id=new_id(),
                line_id=line.id,
                counted=max(0, known[line.batch_id].quantity - (place == ENTERED)),
            )
            for place, line in enumerate(chosen, start=1)
        ]
        if found:
            enter_counts(
                actor=pharmacist, branch_id=here, count_id=count_id, found=found, way="screen"
            )
    return len(lines)
