"""Goods of one batch that come in."""

from __future__ import annotations

from pydantic import Field

from theriac.core.facts.types import Day, Id, Text20, Text60, Units
from theriac.surfaces.api.schemas.stock.batches import PriceUnits
from theriac.surfaces.api.schemas.types import Body, Money


class Goods(Body):
    """Goods of one batch; cost and MRP as exact ratios."""

    product_id: Id
    quantity: Units
    batch_number: Text60 = ""
    expires_on: Day | None = Field(default=None, description="Without it, it isn't sold yet.")
    cost: Money | None = None
    cost_units: PriceUnits = 1
    mrp: Money | None = None
    mrp_units: PriceUnits = 1
    shelf: Text20 = ""
