"""What bounds a batch's own price. Pure."""

from __future__ import annotations

from fractions import Fraction


def lowest_ceiling(*ceilings: Fraction | None) -> Fraction | None:
    """The most that one base unit may cost: the lowest of MRP and HET; None where there is none."""
    return min((one for one in ceilings if one is not None), default=None)
