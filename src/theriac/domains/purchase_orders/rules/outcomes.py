"""What became of an order: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderOutcome:
    """An order of which something came, or of which nothing is awaited any more.

    ``full_lines`` of its ``lines`` came whole; ``received`` of its ``ordered`` base units came,
    what came beyond a line left out.
    """

    order_id: UUID
    number: str
    supplier_id: UUID
    state: str
    ordered_on: date
    lines: int
    full_lines: int
    ordered: int
    received: int
