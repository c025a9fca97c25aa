"""The facts that stock announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StockReceived(Event):
    """Goods came in: data has the receipt's lines."""

    type: ClassVar[str] = "theriac.stock.received.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockUpdated(Event):
    """The balance of a product at a branch changed: data has the change by batch."""

    type: ClassVar[str] = "theriac.stock.updated.v1"
