"""Pure decisions on products: whether packs fit together, and what a state permits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


def unfit_factors(factors: Sequence[int]) -> bool:
    """Whether pack factors aren't whole, different, and multiples of one another."""
    ordered = sorted(factors)
    return (
        any(factor < 1 for factor in ordered)
        or len(set(ordered)) != len(ordered)
        or any(larger % smaller for smaller, larger in pairwise(ordered))
    )


@dataclass(frozen=True, slots=True)
class Permits:
    """What may happen to a product in a state; what may be sold is shown at the counter."""

    sell: bool
    receive: bool


LIFECYCLE = {
    "draft": Permits(sell=False, receive=False),
    "active": Permits(sell=True, receive=True),
    "blocked": Permits(sell=False, receive=False),
    "discontinued": Permits(sell=True, receive=False),
    "merged": Permits(sell=False, receive=False),
}
"""A draft isn't offered yet; what is discontinued sells out and isn't received any more; for a
merged one the product that it was merged into is sold and received."""
MERGED = "merged"
SERVICE = "service"
"""In place of a state where receiving is asked: what isn't stocked is never received."""
CHOSEN = tuple(status for status in LIFECYCLE if status != MERGED)
"""The states that a person sets; merging and its undoing alone set the last."""
SOLD = frozenset(status for status, permits in LIFECYCLE.items() if permits.sell)
RECEIVED = frozenset(status for status, permits in LIFECYCLE.items() if permits.receive)
