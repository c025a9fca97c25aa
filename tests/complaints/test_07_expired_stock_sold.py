"""Complaint 7: expired stock is sold.

hmis #4638, #4055; Blair2004/NexoPOS #135; POS-Awesome-V15 #2470.
"""

from __future__ import annotations

import pytest

from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import Sale
from theriac.domains.stock.problems import BatchNotSellable, InsufficientStock

pytestmark = pytest.mark.django_db


def sell(shop: Shop, item: SaleItem) -> None:
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item]),
    )


@pytest.mark.parametrize("days", [-400, -1, 0, None])
def test_a_batch_that_expired_expires_today_or_has_no_expiry_is_not_sold(days: int | None) -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    batch = stock_up(shop, medicine, 10, days=days)

    with pytest.raises(InsufficientStock):
        sell(shop, SaleItem(product_id=medicine.id, quantity=1))
    with pytest.raises(BatchNotSellable):
        sell(shop, SaleItem(product_id=medicine.id, quantity=1, batch_id=batch))

    assert Sale.objects.count() == 0


def test_a_batch_that_expires_tomorrow_is_sold() -> None:
    shop = open_shop()
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 10, days=1)

    sell(shop, SaleItem(product_id=medicine.id, quantity=1))

    assert Sale.objects.count() == 1
