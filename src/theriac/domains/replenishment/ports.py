"""What replenishment asks of domains above: on how many days a product could not be sold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID


class DaysWithoutStock(Protocol):
    """Knows when a branch had nothing of a product to sell."""

    def __call__(
        self, branch_id: UUID, product_ids: Sequence[UUID], first: date, last: date
    ) -> Mapping[UUID, int]:
        """Days by product, both ends counted; left out where there were none."""


_knowing: list[DaysWithoutStock] = []


def register_days_without_stock(days: DaysWithoutStock) -> None:
    """Let ``days`` answer; the last one counts."""
    _knowing[:] = [days]


def days_without_stock(
    branch_id: UUID, product_ids: Sequence[UUID], first: date, last: date
) -> Mapping[UUID, int]:
    """On how many of these days the branch had nothing to sell, by product."""
    return _knowing[0](branch_id, product_ids, first, last)
