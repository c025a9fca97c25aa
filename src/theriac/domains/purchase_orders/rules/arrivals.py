"""What of an order's lines came, and what of its money that spends: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """A line's base units and its committed minor units."""

    line_id: UUID
    product_id: UUID
    ordered: int
    received: int
    cancelled: int
    committed: int

    @property
    def open(self) -> int:
        """Base units that are still to come."""
        return max(0, self.ordered - self.cancelled - self.received)

    @property
    def due(self) -> int:
        """What of its money has been spent once this much has come, rounded down."""
        return self.committed * min(self.received, self.ordered) // self.ordered


def money_of(committed: int, units: int, ordered: int) -> int:
    """What so many of a line's ordered base units cost of its money, rounded up."""
    return -(-committed * units // ordered)


def allotted(lines: Sequence[LineStanding], came: Mapping[UUID, int]) -> dict[UUID, int]:
    """Base units by line of what came of each product: open lines first, in their order.

    What is more than was ordered goes to the product's last line; goods that weren't ordered, to
    none.
    """
    found: dict[UUID, int] = {}
    for product_id, units in came.items():
        theirs = [line for line in lines if line.product_id == product_id]
        left = units
        for line in theirs:
            part = min(left, line.open)
            if part:
                found[line.line_id] = part
                left -= part
        if theirs and left:
            last = theirs[-1].line_id
            found[last] = found.get(last, 0) + left
    return found


def spent_by(lines: Sequence[LineStanding], *, left: int, spent: int) -> int:
    """What a receipt spends, given the lines with what it brought.

    ``left`` of the commitment is open, ``spent`` of it was spent before. The last goods to come
    spend all that is left, so that the parts add up exactly.
    """
    if all(line.open == 0 for line in lines):
        return left
    return max(0, min(left, sum(line.due for line in lines) - spent))
