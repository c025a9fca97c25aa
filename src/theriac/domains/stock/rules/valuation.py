"""What units cost: pure."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.core.money import divide_half_up


@dataclass(frozen=True, slots=True)
class BatchCost:
    """What a batch was paid for: ``amount`` minor units for ``units`` base units, for ever.

    None where nobody entered it. A consigned batch is its supplier's until it is sold: it is worth
    nothing to the pharmacy, and owed once it is sold.
    """

    amount: int | None
    units: int
    is_consigned: bool = False

    def worth(self, quantity: int) -> int:
        """What so many base units in one place count for in the books, rounded down once."""
        return 0 if self.is_consigned else cost_of(quantity, self.amount, self.units)

    def owed(self, quantity: int) -> int:
        """What the supplier of consigned goods gets for so many sold; 0 of goods that are ours."""
        if not self.is_consigned:
            return 0
        return nearest_cost(quantity, self.amount, self.units) or 0


def cost_of(units: int, cost_amount: int | None, cost_units: int) -> int:
    """Minor units that base units cost, rounded down once, on the line; 0 where none is known."""
    return 0 if cost_amount is None else units * cost_amount // cost_units


def nearest_cost(units: int, cost_amount: int | None, cost_units: int) -> int | None:
    """Minor units that base units cost, halves away from zero, with their sign; None: not known."""
    return None if cost_amount is None else divide_half_up(units * cost_amount, cost_units)
