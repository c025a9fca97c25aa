"""Which batches a sale takes, and what state a batch is in: pure decisions.

FEFO (WHO and MSH practice; ties ours): only released batches whose expiry lies after today and
far enough away; opened packs first where the pack size is known; then expiry, receipt date, id.
FIFO orders by receipt date first. All or nothing. Conformance: ``fefo_allocation.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID


class Rotation(StrEnum):
    """Which batch goes first."""

    FEFO = "fefo"
    FIFO = "fifo"


class BatchCondition(StrEnum):
    """What a batch is today; only ``SELLABLE`` may be sold."""

    SELLABLE = "sellable"
    EXPIRED = "expired"
    HELD = "held"
    NO_EXPIRY = "no_expiry"


@dataclass(frozen=True, slots=True)
class AllocationCandidate:
    """One batch in one place, as allocation sees it; ``reserved`` of it is kept for others."""

    id: str | UUID
    quantity: int
    expires_on: date | None
    received_on: date
    held: bool = False
    reserved: int = 0

    @property
    def free(self) -> int:
        """What may be taken; whether a pack is open, all that lies there says."""
        return self.quantity - self.reserved


@dataclass(frozen=True, slots=True)
class Take:
    """So many base units from one candidate."""

    id: str | UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """What is taken, and how many units are missing; nothing is taken when any is missing."""

    takes: tuple[Take, ...]
    short: int


def condition_of(expires_on: date | None, *, held: bool, today: date) -> BatchCondition:
    """What a batch is today; a batch whose expiry is today is expired for sale."""
    if held:
        return BatchCondition.HELD
    if expires_on is None:
        return BatchCondition.NO_EXPIRY
    if expires_on <= today:
        return BatchCondition.EXPIRED
    return BatchCondition.SELLABLE


def is_opened(quantity: int, largest_pack: int) -> bool:
    """Whether a balance shows that a pack of the batch is open: not a whole number of packs."""
    return largest_pack > 1 and quantity % largest_pack != 0


def order_candidates(
    candidates: Iterable[AllocationCandidate],
    *,
    today: date,
    min_days: int = 0,
    largest_pack: int = 1,
    rotation: Rotation = Rotation.FEFO,
) -> list[AllocationCandidate]:
    """The candidates that may be sold, in the order in which they are taken."""
    until = today + timedelta(days=min_days)
    sellable = [
        (candidate, candidate.expires_on)
        for candidate in candidates
        if candidate.free > 0
        and candidate.expires_on is not None
        and condition_of(candidate.expires_on, held=candidate.held, today=today)
        is BatchCondition.SELLABLE
        and candidate.expires_on >= until
    ]

    def place(item: tuple[AllocationCandidate, date]) -> tuple[bool, date, date, str]:
        candidate, expires_on = item
        closed = not is_opened(candidate.quantity, largest_pack)
        dates = (expires_on, candidate.received_on)
        if rotation is Rotation.FIFO:
            dates = (candidate.received_on, expires_on)
        return (closed, *dates, str(candidate.id))

    return [candidate for candidate, _expiry in sorted(sellable, key=place)]


def allocate(ordered: Sequence[AllocationCandidate], quantity: int) -> Allocation:
    """Take ``quantity`` from ordered candidates, all or nothing.

    Raises ValueError for a quantity below one.
    """
    if quantity < 1:
        raise ValueError("at least one unit is taken")
    takes: list[Take] = []
    left = quantity
    for candidate in ordered:
        if left == 0:
            break
        taken = min(candidate.free, left)
        takes.append(Take(candidate.id, taken))
        left -= taken
    return Allocation((), left) if left else Allocation(tuple(takes), 0)
