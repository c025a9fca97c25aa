"""The demo's waitlist: goods on hold for a patient who is to be told, and a line of two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.ids import PatientId
from theriac.domains.stock.queries.levels import stock_levels
from theriac.domains.waitlist.commands.join import WaitWish, join_waitlist
from theriac.surfaces.operations.demo.alerts import Goods

TOLD, FIRST = 4, 7
"""Which patients wait: the one with goods on hold, and the one who waits behind the ticket."""
TICKET = "B-42"
FROM, LOOKED_AT = 90, 60
"""Where in the plan the goods stand that are waited for, and how many are looked at."""


def add_waits(
    actor: Actor,
    branch_id: BranchId,
    goods: Sequence[Goods],
    patients: Sequence[PatientId],
    end: datetime,
) -> int:
    """Goods on hold for one, and two who wait for more than there is; how many wait."""
    some = {
        stocked.product_id: plan
        for plan, stocked in goods[FROM : FROM + LOOKED_AT]
        if plan.is_medicine
    }
    levels = stock_levels(actor=actor, branch_id=branch_id, product_ids=list(some))
    by_stock = sorted(some, key=lambda one: levels[one].available // some[one].shelf_factor)
    scarce, plenty = by_stock[0], by_stock[-1]
    more = levels[scarce].available + some[scarce].shelf_factor
    whole = -(-more // some[scarce].shelf_factor) * some[scarce].shelf_factor
    wishes = (
        WaitWish(product_id=plenty, quantity=some[plenty].shelf_factor, patient_id=patients[TOLD]),
        WaitWish(product_id=scarce, quantity=whole, patient_id=patients[FIRST]),
        WaitWish(product_id=scarce, quantity=whole, ticket=TICKET, priority="urgent"),
    )
    for at, wish in enumerate(wishes):
        with clock.at(end - timedelta(minutes=80 - 25 * at)):
            join_waitlist(actor=actor, branch_id=branch_id, wish=wish)
    return len(wishes)
