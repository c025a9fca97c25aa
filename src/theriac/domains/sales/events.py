"""The facts that sales announce."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCompleted(Event):
    """A sale is booked: data has its number, total and lines; no person's data."""

    type: ClassVar[str] = "theriac.sale.completed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyOpened(Event):
    """A booked sale disagrees with the books; a person settles it."""

    type: ClassVar[str] = "theriac.sale.discrepancy.opened.v1"
