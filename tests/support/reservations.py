"""Reservations for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.core import clock
from theriac.domains.stock.commands.reservations.reserve import Wish, reserve_stock
from theriac.domains.stock.models import Balance


def reserve(shop: Shop, medicine: Medicine, quantity: int, **wish: Any) -> UUID:
    """Keep so many for an hour for order W-1, unless told otherwise."""
    told: dict[str, Any] = {
        "reference": "W-1",
        "purpose": "order",
        "expires_at": clock.now() + timedelta(hours=1),
        **wish,
    }
    asked = Wish(product_id=medicine.id, quantity=quantity, **told)
    return reserve_stock(actor=shop.owner, branch_id=shop.branch_id, wish=asked)


def shelf() -> dict[str, tuple[int, int]]:
    """On hand and reserved by batch number, of every balance."""
    rows = Balance.objects.values_list("batch__number", "quantity", "reserved")
    return {number: (quantity, reserved) for number, quantity, reserved in rows}
