"""An open alert of low stock for tests."""

from __future__ import annotations

from uuid import UUID

from tests.support.shop import Medicine, Shop
from theriac.domains.replenishment.commands.minimum import set_minimum
from theriac.domains.replenishment.models import StockAlert


def an_alert(shop: Shop, medicine: Medicine, minimum: int = 500) -> UUID:
    """Let the medicine fall below this minimum; the open alert's id."""
    set_minimum(
        actor=shop.owner, branch_id=shop.branch_id, product_id=medicine.id, quantity=minimum
    )
    low = StockAlert.objects.filter(product_id=medicine.id, kind="low", cleared_at=None)
    return low.get(branch_id=shop.branch_id).id
