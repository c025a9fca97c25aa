"""What the demo's shelf promised to people, and a pack that may not be sold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.organisation.ids import BranchId
from theriac.domains.serials.commands.check import report_serial
from theriac.domains.serials.ports import SerialPack
from theriac.domains.stock.commands.reservations.reserve import Wish, reserve_stock
from theriac.domains.stock.queries.levels import stock_levels
from theriac.surfaces.operations.demo.alerts import Goods

PROMISED = (("WEB-20418", "order", 3), ("A-17", "hand", 26))
"""Whose it is, what it is for, and for how many hours."""
FROM, LOOKED_AT = 60, 60
"""Where in the plan the goods stand that are promised, and how many are looked at."""
SERIAL = "7K2QX0419"


def add_reservations(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime
) -> int:
    """Keep a pack each of goods that are there in plenty; how many reservations."""
    some = [(plan, stocked) for plan, stocked in goods[FROM : FROM + LOOKED_AT] if plan.is_medicine]
    ids: list[UUID] = [stocked.product_id for _plan, stocked in some]
    levels = stock_levels(actor=actor, branch_id=branch_id, product_ids=ids)
    plenty = [
        (plan, stocked)
        for plan, stocked in some
        if levels[stocked.product_id].available > 2 * plan.shelf_factor
    ]
    made = list(zip(PROMISED, plenty, strict=False))
    for at, ((whose, purpose, hours), (plan, stocked)) in enumerate(made):
        wish = Wish(
            product_id=stocked.product_id,
            quantity=plan.shelf_factor,
            expires_at=end + timedelta(hours=hours),
            reference=whose,
            purpose=purpose,
        )
        with clock.at(end - timedelta(minutes=70 - 30 * at)):
            reserve_stock(actor=actor, branch_id=branch_id, wish=wish)
    return len(made)


def add_refused_pack(
    actor: Actor, branch_id: BranchId, goods: Sequence[Goods], end: datetime
) -> int:
    """A pack that the national system refused at the counter this morning; how many."""
    for plan, _stocked in goods[FROM:]:
        codes = [gtin14(code) for pack in plan.packs for code in pack.barcodes]
        code = next(filter(None, codes), None)
        if code is None or not plan.is_medicine:
            continue
        with clock.at(end - timedelta(minutes=25)):
            report_serial(
                actor=actor,
                branch_id=branch_id,
                person_id=actor.id,
                pack=SerialPack(code, SERIAL),
                sold_id=None,
            )
        return 1
    return 0
