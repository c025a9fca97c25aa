"""What units cost: pure."""

from __future__ import annotations


def cost_of(units: int, cost_amount: int | None, cost_units: int) -> int:
    """Minor units that base units cost, rounded down once, on the line; 0 where none is known."""
    return 0 if cost_amount is None else units * cost_amount // cost_units
