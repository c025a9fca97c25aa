"""Which batches are the same goods: number, expiry, cost, prices, owner, state, bins. Pure."""

from __future__ import annotations

from typing import Any
from uuid import UUID

SAME = (
    "number",
    "expires_on",
    "mrp_amount",
    "mrp_units",
    "cost_amount",
    "cost_units",
    "price_amount",
    "price_units",
    "own_price_amount",
    "own_price_units",
    "supplier_id",
    "is_consigned",
    "state",
)
"""What must agree, so that goods may change from one batch to the other and value is kept."""


def goods_key(batch: Any, lies: frozenset[tuple[UUID, UUID]]) -> tuple[Any, ...]:
    """By what two batches are the same goods; ``lies`` are their branches and bins there."""
    return (*(getattr(batch, name) for name in SAME), lies)
