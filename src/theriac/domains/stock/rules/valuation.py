"""What units cost: pure."""

from __future__ import annotations

from theriac.core.money import divide_half_up


def cost_of(units: int, cost_amount: int | None, cost_units: int) -> int:
    """Minor units that base units cost, rounded down once, on the line; 0 where none is known."""
    return 0 if cost_amount is None else units * cost_amount // cost_units


def nearest_cost(units: int, cost_amount: int | None, cost_units: int) -> int | None:
    """Minor units that base units cost, halves away from zero, with their sign; None: not known."""
    return None if cost_amount is None else divide_half_up(units * cost_amount, cost_units)
