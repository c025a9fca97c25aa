"""What lies on a branch's shelf while the year is played, taken by the product's own rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from theriac.domains.stock.rules.allocation import AllocationCandidate, allocate, order_candidates


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A batch as it is received, in base units; money as in the stock domain's batch.

    ``key`` sorts batches in the order in which they came.
    """

    key: str
    product: int
    number: str
    expires_on: date | None
    received_on: date
    quantity: int
    cost_amount: int
    cost_units: int
    mrp_amount: int | None
    mrp_units: int


@dataclass(frozen=True, slots=True)
class ReceiptPlan:
    """Goods that came in at once."""

    branch: str
    number: str
    received_at: datetime
    person: str
    batches: tuple[BatchPlan, ...]


@dataclass(frozen=True, slots=True)
class TakePlan:
    """So many base units of a batch."""

    batch: BatchPlan
    quantity: int


class Shelves:
    """One branch's stock by product (its index); every batch with what is left of it."""

    def __init__(self, branch: str) -> None:
        self.branch = branch
        self._left: dict[int, dict[str, int]] = defaultdict(dict)
        self._batches: dict[str, BatchPlan] = {}

    def put(self, batch: BatchPlan) -> None:
        """Lay a received batch on the shelf."""
        self._batches[batch.key] = batch
        self._left[batch.product][batch.key] = batch.quantity

    def sellable(self, product: int, on: date) -> int:
        """Base units that may be sold on a day."""
        return sum(
            left
            for key, left in self._left[product].items()
            if (expiry := self._batches[key].expires_on) is not None and expiry > on
        )

    def on_hand(self, product: int) -> int:
        """All base units, whatever their expiry."""
        return sum(self._left[product].values())

    def batches_of(self, product: int) -> list[tuple[BatchPlan, int]]:
        """Batches with something left, and how much."""
        return [(self._batches[key], left) for key, left in self._left[product].items()]

    def take(
        self, product: int, quantity: int, on: date, largest_pack: int
    ) -> tuple[TakePlan, ...]:
        """Take by the stock domain's allocation, opened packs first; empty when it falls short."""
        left = self._left[product]
        candidates = [
            AllocationCandidate(
                key, amount, self._batches[key].expires_on, self._batches[key].received_on
            )
            for key, amount in left.items()
        ]
        ordered = order_candidates(candidates, today=on, largest_pack=largest_pack)
        takes = tuple(
            TakePlan(self._batches[str(take.id)], take.quantity)
            for take in allocate(ordered, quantity).takes
        )
        for take in takes:
            left[take.batch.key] -= take.quantity
            if left[take.batch.key] == 0:
                del left[take.batch.key]
        return takes
