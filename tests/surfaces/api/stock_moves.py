"""Valid requests that move stock, or say where it lies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from tests.support.shop import stock_up
from tests.surfaces.api.abbreviations import abbreviation_writes
from tests.surfaces.api.batches import batch_writes
from tests.surfaces.api.bins import bin_writes
from tests.surfaces.api.pieces import Asked, money
from theriac.domains.stock.models import Movement

if TYPE_CHECKING:
    from tests.surfaces.api.world import World


def stock_writes(world: World) -> dict[str, Asked]:
    product, batch = str(world.medicine.id), str(world.batch_id)
    goods = {
        "product_id": product,
        "quantity": 50,
        "batch_number": "N-1",
        "expires_on": (world.shop.today + timedelta(days=300)).isoformat(),
        "cost": money(400),
        "mrp": money(900),
    }
    count = {"batch_id": batch, "counted": 900, "reason": "counted"}
    loss = {"batch_id": batch, "quantity": 2, "reason": "broken"}
    why = {"reason": "looked again"}
    return {
        "postMovement:opening": Asked(
            "POST", "/stock-movements", {"kind": "opening", **goods}, case="opening"
        ),
        "postMovement:adjustment": Asked(
            "POST", "/stock-movements", {"kind": "adjustment", **count}, case="adjustment"
        ),
        "postMovement:write_off": Asked(
            "POST", "/stock-movements", {"kind": "write_off", **loss}, case="write_off"
        ),
        "adjustStock": Asked("POST", "/adjustments", count),
        "writeOffStock": Asked("POST", "/write-offs", loss),
        "reverseMovement": Asked("POST", f"/stock-movements/{reversible(world)}/reversal", why),
        **batch_writes(batch, str(world.medicine.packs[1]), why),
        **bin_writes(world.shop, product, batch),
        **abbreviation_writes(world.shop),
        "setMinimum": Asked("PUT", f"/minimums/{product}", {"quantity": 30}),
    }


def reversible(world: World) -> UUID:
    """A receipt that nothing was taken of."""
    return Movement.objects.get(batch_id=stock_up(world.shop, world.other, 7)).id
