"""The facts that are announced here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialMoved(Event):
    """A pack with a serial number was sold, came back, or was refused: data has its GTIN."""

    type: ClassVar[str] = "theriac.stock.serial.v1"
