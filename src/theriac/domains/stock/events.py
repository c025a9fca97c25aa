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


@dataclass(frozen=True, slots=True, kw_only=True)
class LowStock(Event):
    """A product fell below its minimum at a branch."""

    type: ClassVar[str] = "theriac.alert.lowstock.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryNear(Event):
    """A batch with stock comes near its expiry."""

    type: ClassVar[str] = "theriac.alert.expiry.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCounted(Event):
    """A count was posted: data has its id, number, how many lines and how many differed."""

    type: ClassVar[str] = "theriac.stock.counted.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialMoved(Event):
    """A pack with a serial number was sold, came back, or was refused: data has its GTIN."""

    type: ClassVar[str] = "theriac.stock.serial.v1"
