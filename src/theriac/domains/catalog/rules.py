"""Pure decisions on products: whether packs fit together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def unfit_factors(factors: Sequence[int]) -> bool:
    """Whether pack factors aren't whole, different, and multiples of one another."""
    ordered = sorted(factors)
    return (
        any(factor < 1 for factor in ordered)
        or len(set(ordered)) != len(ordered)
        or any(larger % smaller for smaller, larger in pairwise(ordered))
    )
