"""A sale as a device of the program pushes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from theriac.core import clock

if TYPE_CHECKING:
    from tests.surfaces.api.world import World


def pushed_body(world: World, sequence: int = 500) -> dict[str, Any]:
    """A sale of 2 tablets as a device of the program makes it."""
    now = clock.now().isoformat().replace("+00:00", "Z")
    return {
        "id": str(uuid4()),
        "number": f"MLT-A1B-{world.shop.today:%y}-{sequence:06d}",
        "series_id": str(world.series_id),
        "sequence": sequence,
        "occurred_at": now,
        "business_on": world.shop.today.isoformat(),
        "person_id": str(world.shop.owner.id),
        "currency": "IDR",
        "lines": [
            {
                "id": str(uuid4()),
                "position": 1,
                "product_id": str(world.medicine.id),
                "pack_id": str(world.medicine.packs[1]),
                "packs": 2,
                "quantity": 2,
                "price_amount": 700,
                "price_units": 1,
                "gross": 1400,
                "discount": 0,
                "taxable": 1261,
                "tax": 139,
                "total": 1400,
                "taxes": [{"code": "PPN", "rate_bp": 1100, "amount": 139}],
                "allocations": [{"batch_id": str(world.batch_id), "quantity": 2}],
            }
        ],
        "payments": [{"id": str(uuid4()), "method": "cash", "tendered": 1400, "change": 0}],
        "gross": 1400,
        "discount": 0,
        "tax": 139,
        "rounding": 0,
        "total": 1400,
    }
