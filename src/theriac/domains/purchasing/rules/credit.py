"""What a supplier owes for goods that go back."""

from __future__ import annotations

from theriac.core.money import divide_half_up


def expected_credit(quantity: int, cost_amount: int | None, cost_units: int) -> int:
    """Minor units that ``quantity`` base units cost when they came, rounded half up; 0 if unknown.

    ``cost_amount`` minor units were paid for ``cost_units``. Bonus units lowered the cost of all
    units, so that a whole batch asks back what was paid for it and no more.
    """
    if cost_amount is None:
        return 0
    return divide_half_up(quantity * cost_amount, cost_units)
