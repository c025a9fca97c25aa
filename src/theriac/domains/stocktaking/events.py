"""The facts that are announced here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCounted(Event):
    """A count was posted: data has its id, number, how many lines and how many differed."""

    type: ClassVar[str] = "theriac.stock.counted.v1"
