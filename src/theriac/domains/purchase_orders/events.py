"""The facts that are announced here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theriac.core.outbox.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrderPlaced(Event):
    """A purchase order was placed with a supplier."""

    type: ClassVar[str] = "theriac.purchase.order.placed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrderSent(Event):
    """Somebody lets a purchase order go to its supplier by e-mail."""

    type: ClassVar[str] = "theriac.purchase.order.sent.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrderClosed(Event):
    """Nothing of a purchase order is awaited any more: it came, or the rest was cancelled."""

    type: ClassVar[str] = "theriac.purchase.order.closed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrderAnswered(Event):
    """A supplier's person said when a purchase order comes, and what of it."""

    type: ClassVar[str] = "theriac.purchase.order.answered.v1"
