"""The facts that are announced here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LowStock(Event):
    """A product fell below its minimum at a branch."""

    type: ClassVar[str] = "theriac.alert.lowstock.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpiryNear(Event):
    """A batch with stock comes near its expiry."""

    type: ClassVar[str] = "theriac.alert.expiry.v1"
